# The constructor of posix_storage, x86-64 System V, at 4ca610: rbx is the storage, rbp the storage_params. What is new: it copies
# the priorities of files (reference at 0x20(%rbp) to a vector of bytes) into its own vector (at 0x88, 0x90 and 0x98 of the storage),
# which is still empty. Room is made by the code that would destroy an earlier m_mapped_files, of which there is none yet. Bytes:
#   as posix_storage.s -o a.o && ld -Ttext=0x4ca610 a.o -o a && objcopy -O binary -j .text a a.bin
# from 0x1e5 to 0x1f9 and from 0x211 to 0x258. The third patch is the entry of .gcc_except_table for operator new at 0x1fe: it begins
# at 0x1e7 and has 0x1c bytes now, so that a failure of the new call destroys the members as that of the other one does.

	.set operator_new, 0x19bf80		# its entry in .plt

	.org 0x1e5
	jmp 1f
0:	call operator_new
	jmp 2f
3:	mov 0x8(%rbp),%r14			# as before: mapped_files, if any, is copied, too
	test %r14,%r14
	je 4f
	nop
	nop

	.org 0x211
	mov %rbp,0x8(%rbx)
	jmp 4f
1:	movq $0x0,0xe8(%rbx)			# as before: no part file yet
	mov 0x20(%rbp),%r14
	mov 0x8(%r14),%rdi
	sub (%r14),%rdi
	je 3b
	jmp 0b
2:	mov %rax,0x88(%rbx)
	mov (%r14),%rsi
	mov 0x8(%r14),%rcx
	sub %rsi,%rcx
	mov %rax,%rdi
	rep movsb
	mov %rdi,0x90(%rbx)
	mov %rdi,0x98(%rbx)
	jmp 3b

	.org 0x270
4:							# as before: the end
