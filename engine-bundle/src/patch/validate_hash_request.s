# bool validate_hash_request(hash_request const& hr, file_storage const& fs), x86-64 System V: hr in rdi, fs in rsi.
# What the engine's own does, and refuses files without a root besides. Needs no address of the library. Bytes:
#   as validate_hash_request.s -o a.o && objcopy -O binary -j .text a.o a.bin && xxd -p a.bin | tr -d '\n'
#
# hr: file 0, base 4, index 8, count 12, proof_layers 16 (int each).
# fs: files from 16 to 24 (pointers), 40 bytes each: size in the low 48 bits at 8, root (pointer) at 24.

	mov (%rdi),%ecx			# the file: from 0 up to their number
	test %ecx,%ecx
	js 9f
	mov 0x10(%rsi),%rdx
	mov 0x18(%rsi),%rax
	sub %rdx,%rax
	lea (%rcx,%rcx,4),%r8
	shl $3,%r8
	cmp %rax,%r8
	jge 9f
	add %rdx,%r8
	cmpq $0,0x18(%r8)		# what is new: it must have a root
	je 9f
	mov 0x4(%rdi),%ecx		# base, index and proof layers: not negative; count: 1 to 8192
	test %ecx,%ecx
	js 9f
	mov 0x8(%rdi),%esi
	test %esi,%esi
	js 9f
	mov 0xc(%rdi),%r10d
	lea -1(%r10),%eax
	cmp $0x1fff,%eax
	ja 9f
	mov 0x10(%rdi),%r11d
	test %r11d,%r11d
	js 9f
	mov 0x8(%r8),%rax		# blocks of 16 KiB
	shl $16,%rax
	shr $16,%rax
	add $0x3fff,%rax
	shr $14,%rax
	mov $1,%edx				# edx: leaves, the next power of two; r9d: layers above them
	xor %r9d,%r9d
1:	cmp %edx,%eax
	jle 2f
	add %edx,%edx
	inc %r9d
	jmp 1b
2:	cmp %r9d,%ecx			# within the layer, and no more proofs than layers
	jge 9f
	sar %cl,%edx
	cmp %edx,%esi
	jge 9f
	add %r10d,%esi
	cmp %edx,%esi
	jg 9f
	sub %ecx,%r9d
	xor %eax,%eax
	cmp %r9d,%r11d
	setl %al
	ret
9:	xor %eax,%eax
	ret
