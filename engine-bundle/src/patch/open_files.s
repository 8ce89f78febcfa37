# Files of posix_storage stay open between its jobs, until the engine submits them (docs/decisions/0082-files-stay-open-between-jobs.md).
# x86-64 System V. The code is put behind .gcc_except_table, where the segment of code has room up to the end of its last page. Bytes:
#   as open_files.s -o a.o && ld -Ttext=0xd9f8d0 a.o -o a && objcopy -O binary -j .text a a.bin
#
# Each thread keeps at most one file, in what follows the library's own thread-local variables, which the list makes larger (PT_TLS): at
# 0x1478 the FILE, or 0; at 0x1480 its path; at 0x1488 '+' if it can be written, or 0; at 0x1489 1 if none is to be kept. The FILE is
# unbuffered, so that nothing is older than what is on disk, and errors are reported where they happen. It is used again if its path is
# the same, and if it can be written or need not be; open_file seeks before each use, now also to 0. Another file is opened after the
# former one is closed, so that errno is that of fopen. "wb+", which would truncate, comes only after "rb+" has failed, so that nothing
# is kept then.
#
# Who uses it: open_file calls keep_open instead of fopen, and the functions that have called open_file call keep instead of fclose. Six
# entries of the table of posix_disk_io's virtual functions lead here: submit_jobs and abort, which did nothing, close it; those which
# move, release, rename or delete files do so before these. So does one of smart_ban: on_piece_pass reads pieces that had failed once, and
# is the only function that reads without having the engine submit.

	.set fopen64, 0x19e660			# entries of .plt and .plt.got
	.set fclose, 0x19ddb0
	.set ferror, 0x1a1c30
	.set setvbuf, 0x199e80
	.set strdup, 0x1a1870
	.set free, 0x19eb00
	.set strcmp, 0x1a2538
	.set tls_get_addr, 0x1a0ed0
	.set tls_index, 0xfed398		# of the library, with the offset 0
	.set move_storage, 0x4c55a0		# functions of posix_disk_io
	.set release_files, 0x4c6200
	.set rename_file, 0x4c7fc0
	.set delete_files, 0x4c6a90
	.set on_piece_pass, 0x536ee0		# of smart_ban_plugin

	.set base, 0xd9f8d0			# an address of the library is _start + address - base for lea
	.globl _start
_start:

keep_open:					# FILE* keep_open(char const* path, char const* mode)
	push %rbx
	push %rbp
	push %r12
	mov %rdi,%rbp
	mov %rsi,%r12
	call kept
	mov %rax,%rbx
	cmpq $0,(%rbx)
	je 1f
	mov 2(%r12),%al				# '+' of "rb+" and "wb+", 0 of "rb"
	cmp %al,0x10(%rbx)
	jb 0f
	mov 8(%rbx),%rsi
	mov %rbp,%rdi
	call strcmp
	test %eax,%eax
	jne 0f
	mov (%rbx),%rax
	jmp 3f
0:	call close
1:	mov %r12,%rsi
	mov %rbp,%rdi
	call fopen64
	test %rax,%rax
	je 3f
	mov %rax,(%rbx)
	mov %rax,%rdi
	xor %esi,%esi
	mov $2,%edx				# _IONBF
	xor %ecx,%ecx
	call setvbuf
	mov 2(%r12),%al
	mov %al,0x10(%rbx)
	mov %rbp,%rdi
	call strdup
	mov %rax,8(%rbx)
	test %rax,%rax
	mov (%rbx),%rax
	jne 3f
	movq $0,(%rbx)				# no memory for its path: not kept
3:	pop %r12
	pop %rbp
	pop %rbx
	ret

keep:						# void keep(FILE*): closes it if it is another one, had an error, or none is to be kept
	push %rbx
	mov %rdi,%rbx
	call kept
	cmp %rbx,(%rax)
	jne 1f
	cmpb $0,0x11(%rax)
	jne 2f
	mov %rbx,%rdi
	call ferror
	test %eax,%eax
	jne 2f
	pop %rbx
	ret
1:	mov %rbx,%rdi
	pop %rbx
	jmp fclose
2:	pop %rbx

close:						# void close()
	push %rbx
	call kept
	mov %rax,%rbx
	mov (%rbx),%rdi
	test %rdi,%rdi
	je 1f
	movq $0,(%rbx)
	call fclose
	mov 8(%rbx),%rdi
	pop %rbx
	jmp free
1:	pop %rbx
	ret

kept:						# what the thread keeps
	sub $8,%rsp
	lea _start + tls_index - base(%rip),%rdi
	call tls_get_addr
	add $0x1478,%rax
	add $8,%rsp
	ret

	.macro address function
	lea _start + \function - base(%rip),%rax
	.endm

submit:						# void submit(), and abort
	push %rbx
	call kept
	movb $0,0x11(%rax)
	pop %rbx
	jmp close

passed:						# void passed(smart_ban_plugin*, piece)
	cmpq $0,0x30(%rdi)			# the root of its map of blocks that had failed
	je 1f
	push %rdi
	push %rsi
	push %rax
	call kept
	movb $1,0x11(%rax)
	pop %rax
	pop %rsi
	pop %rdi
1:	jmp on_piece_pass

move:						# as the engine calls those of posix_disk_io
	address move_storage
	jmp closed
release:
	address release_files
	jmp closed
rename:
	address rename_file
	jmp closed
delete:
	address delete_files

closed:						# with all arguments as they are, to the function in rax
	push %rdi
	push %rsi
	push %rdx
	push %rcx
	push %r8
	push %r9
	push %rax
	call close
	pop %rax
	pop %r9
	pop %r8
	pop %rcx
	pop %rdx
	pop %rsi
	pop %rdi
	jmp *%rax
