# What sets TCP_NOTSENT_LOWAT on a TCP connection to a peer, x86-64 System V: one function for each kind of stream, direct, by a proxy, or
# with TLS. Each has the socket in r9d and the address of the option's value in rcx. What is new: it sets TCP_NODELAY, too, to the same
# value, which is not 0. Room is made by what would note an error, which the only caller (set_socket_buffer_size) ignores. rbp is
# already saved, and not used again before it is set; the word at the top of the stack is free. Bytes:
#   as tcp_nodelay.s -o a.o && ld -Ttext=0x624d00 a.o -o a && objcopy -O binary -j .text a a.bin
# 59 of each function, from 0x624dfb, 0x624f3b, 0x62543b, 0x6257fe, 0x62633e, 0x62683e and 0x626e7b.

	.set base, 0x624d00
	.set setsockopt, 0x1a1620		# its entry in .plt

	.macro nodelay from, then
	.org \from - base
	mov %rcx,(%rsp)
	mov %r9d,%ebp
	mov $4,%r8d				# the size of the value
	mov $25,%edx				# TCP_NOTSENT_LOWAT
	mov %ebp,%edi
	mov $6,%esi				# IPPROTO_TCP
	call setsockopt
	mov (%rsp),%rcx
	mov $4,%r8d
	mov $1,%edx				# TCP_NODELAY
	mov %ebp,%edi
	mov $6,%esi
	call setsockopt
	jmp . + (\then - \from - 57)		# as before: no error
	.endm

	nodelay 0x624dfb, 0x624e60
	nodelay 0x624f3b, 0x624fa0
	nodelay 0x62543b, 0x6254a0
	nodelay 0x6257fe, 0x625860
	nodelay 0x62633e, 0x6263a0
	nodelay 0x62683e, 0x6268a0
	nodelay 0x626e7b, 0x626ee0
