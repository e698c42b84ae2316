	.file	"<string>"
	.section	.ltext,"axl",@progbits
	.globl	_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE
	.p2align	4
	.type	_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE,@function
_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$1000, %rsp
	.cfi_def_cfa_offset 1056
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	movq	1936(%rsp), %r14
	movq	%rdx, %rax
	movq	%rcx, 32(%rsp)
	movq	%rdx, %r12
	movq	%rsi, %r13
	movq	%rdi, %rbx
	movq	$-1, %rcx
	movq	$0, 544(%rsp)
	subq	$1, %rax
	jb	.LBB0_2
	movq	%r12, %rsi
	addq	%r14, %rax
	movabsq	$-9223372036854775808, %rdx
	xorq	%rax, %rdx
	notq	%rsi
	orq	%rdx, %rsi
	je	.LBB0_2
	movq	%rax, %rcx
	orq	%r12, %rcx
	shrq	$32, %rcx
	testq	%rcx, %rcx
	je	.LBB0_5
	je	.LBB0_5
	cqto
	idivq	%r12
	jmp	.LBB0_8
.LBB0_5:
	xorl	%edx, %edx
	divl	%r12d
.LBB0_8:
	movq	%rdx, %rcx
	xorq	%r12, %rcx
	sets	%cl
	testq	%rdx, %rdx
	setne	%dl
	andb	%cl, %dl
	movzbl	%dl, %ecx
	notq	%rcx
	addq	%rax, %rcx
.LBB0_2:
	movabsq	$get_num_threads, %rax
	movq	$0, 72(%rsp)
	movq	%rcx, 64(%rsp)
	callq	*%rax
	movq	%rax, %rbp
	movabsq	$get_parallel_chunksize, %rax
	callq	*%rax
	testq	%rbp, %rbp
	jle	.LBB0_3
	movq	%r14, %r13
	leaq	72(%rsp), %r14
	leaq	64(%rsp), %r15
	movq	%rax, 24(%rsp)
	movabsq	$get_sched_size, %rax
	movl	$1, %esi
	movq	%rbp, %rdi
	movq	%r14, %rdx
	movq	%r15, %rcx
	callq	*%rax
	movq	%rbx, 16(%rsp)
	movq	%rax, %rbx
	movabsq	$set_parallel_chunksize, %rax
	xorl	%edi, %edi
	callq	*%rax
	leaq	(%rbx,%rbx), %rdi
	movabsq	$allocate_sched, %rax
	callq	*%rax
	movq	%rax, %rbp
	movabsq	$do_scheduling_unsigned, %rax
	movl	$1, %edi
	movq	%r14, %rsi
	movq	%r15, %rdx
	movq	%rbx, %rcx
	xorl	%r9d, %r9d
	movq	%rbp, %r8
	callq	*%rax
	leaq	56(%rsp), %rax
	leaq	48(%rsp), %rcx
	movq	%rbp, 80(%rsp)
	movq	1856(%rsp), %rdx
	movq	%rbx, 264(%rsp)
	movq	$2, 272(%rsp)
	vxorps	%xmm0, %xmm0, %xmm0
	movq	$16, 544(%rsp)
	leaq	12(%rsp), %rbx
	movq	%r12, 56(%rsp)
	movq	%r13, 48(%rsp)
	movl	$0, 12(%rsp)
	movq	%rax, 88(%rsp)
	movq	%rcx, 96(%rsp)
	movq	32(%rsp), %rcx
	vmovups	%ymm0, 696(%rsp)
	vmovups	%ymm0, 680(%rsp)
	vmovups	%ymm0, 648(%rsp)
	vmovups	%ymm0, 616(%rsp)
	vmovups	%ymm0, 584(%rsp)
	vmovups	%ymm0, 552(%rsp)
	movq	$8, 728(%rsp)
	movabsq	$numba_gil_ensure, %rax
	movq	%rbx, %rdi
	movq	%rdx, 104(%rsp)
	leaq	40(%rsp), %rdx
	movq	%rcx, 40(%rsp)
	movq	2128(%rsp), %rcx
	movq	%rdx, 112(%rsp)
	movq	1928(%rsp), %rdx
	movq	%rcx, 120(%rsp)
	movq	2216(%rsp), %rcx
	movq	%rdx, 128(%rsp)
	movq	2304(%rsp), %rdx
	movq	%rcx, 136(%rsp)
	movq	1984(%rsp), %rcx
	movq	%rdx, 144(%rsp)
	movq	2040(%rsp), %rdx
	movq	%rcx, 152(%rsp)
	movq	1072(%rsp), %rcx
	movq	%rdx, 160(%rsp)
	movq	1128(%rsp), %rdx
	movq	%rcx, 168(%rsp)
	movq	1184(%rsp), %rcx
	movq	%rdx, 176(%rsp)
	movq	1240(%rsp), %rdx
	movq	%rcx, 184(%rsp)
	movq	1312(%rsp), %rcx
	movq	%rdx, 192(%rsp)
	movq	1384(%rsp), %rdx
	movq	%rcx, 200(%rsp)
	movq	1456(%rsp), %rcx
	movq	%rdx, 208(%rsp)
	movq	1512(%rsp), %rdx
	movq	%rcx, 216(%rsp)
	movq	1568(%rsp), %rcx
	movq	%rdx, 224(%rsp)
	movq	1624(%rsp), %rdx
	movq	%rcx, 232(%rsp)
	movq	1712(%rsp), %rcx
	movq	%rdx, 240(%rsp)
	movq	1800(%rsp), %rdx
	movq	%rcx, 248(%rsp)
	movq	1864(%rsp), %rcx
	movq	%rdx, 256(%rsp)
	movq	1872(%rsp), %rdx
	movq	%rcx, 280(%rsp)
	movq	2136(%rsp), %rcx
	movq	%rdx, 288(%rsp)
	movq	2144(%rsp), %rdx
	movq	%rcx, 296(%rsp)
	movq	2152(%rsp), %rcx
	movq	%rdx, 304(%rsp)
	movq	2224(%rsp), %rdx
	movq	%rcx, 312(%rsp)
	movq	2232(%rsp), %rcx
	movq	%r13, 320(%rsp)
	movq	%rdx, 328(%rsp)
	movq	2240(%rsp), %rdx
	movq	%rcx, 336(%rsp)
	movq	2312(%rsp), %rcx
	movq	%rdx, 344(%rsp)
	movq	1992(%rsp), %rdx
	movq	%rcx, 352(%rsp)
	movq	2048(%rsp), %rcx
	movq	%rdx, 360(%rsp)
	movq	2056(%rsp), %rdx
	movq	%rcx, 368(%rsp)
	movq	2064(%rsp), %rcx
	movq	%rdx, 376(%rsp)
	movq	1080(%rsp), %rdx
	movq	%rcx, 384(%rsp)
	movq	1136(%rsp), %rcx
	movq	%rdx, 392(%rsp)
	movq	1192(%rsp), %rdx
	movq	%rcx, 400(%rsp)
	movq	1248(%rsp), %rcx
	movq	%rdx, 408(%rsp)
	movq	1256(%rsp), %rdx
	movq	%rcx, 416(%rsp)
	movq	1320(%rsp), %rcx
	movq	%rdx, 424(%rsp)
	movq	1328(%rsp), %rdx
	movq	%rcx, 432(%rsp)
	movq	1392(%rsp), %rcx
	movq	%rdx, 440(%rsp)
	movq	1400(%rsp), %rdx
	movq	%rcx, 448(%rsp)
	movq	1464(%rsp), %rcx
	movq	%rdx, 456(%rsp)
	movq	1520(%rsp), %rdx
	movq	%rcx, 464(%rsp)
	movq	1576(%rsp), %rcx
	movq	%rdx, 472(%rsp)
	movq	1632(%rsp), %rdx
	movq	%rcx, 480(%rsp)
	movq	1640(%rsp), %rcx
	movq	%rdx, 488(%rsp)
	movq	1648(%rsp), %rdx
	movq	%rcx, 496(%rsp)
	movq	1720(%rsp), %rcx
	movq	%rdx, 504(%rsp)
	movq	1728(%rsp), %rdx
	movq	%rcx, 512(%rsp)
	movq	1736(%rsp), %rcx
	movq	%rdx, 520(%rsp)
	movq	1808(%rsp), %rdx
	movq	%rcx, 528(%rsp)
	movq	1880(%rsp), %rcx
	movq	%rdx, 536(%rsp)
	movq	1888(%rsp), %rdx
	movq	%rcx, 736(%rsp)
	movq	2160(%rsp), %rcx
	movq	%rdx, 744(%rsp)
	movq	2168(%rsp), %rdx
	movq	%rcx, 752(%rsp)
	movq	2176(%rsp), %rcx
	movq	%rdx, 760(%rsp)
	movq	1944(%rsp), %rdx
	movq	%rcx, 768(%rsp)
	movq	2248(%rsp), %rcx
	movq	%rdx, 776(%rsp)
	movq	2256(%rsp), %rdx
	movq	%rcx, 784(%rsp)
	movq	2264(%rsp), %rcx
	movq	%rdx, 792(%rsp)
	movq	2320(%rsp), %rdx
	movq	%rcx, 800(%rsp)
	movq	2000(%rsp), %rcx
	movq	%rdx, 808(%rsp)
	movq	2072(%rsp), %rdx
	movq	%rcx, 816(%rsp)
	movq	2080(%rsp), %rcx
	movq	%rdx, 824(%rsp)
	movq	2088(%rsp), %rdx
	movq	%rcx, 832(%rsp)
	movq	1088(%rsp), %rcx
	movq	%rdx, 840(%rsp)
	movq	1144(%rsp), %rdx
	movq	%rcx, 848(%rsp)
	movq	1200(%rsp), %rcx
	movq	%rdx, 856(%rsp)
	movq	1264(%rsp), %rdx
	movq	%rcx, 864(%rsp)
	movq	1272(%rsp), %rcx
	movq	%rdx, 872(%rsp)
	movq	1336(%rsp), %rdx
	movq	%rcx, 880(%rsp)
	movq	1344(%rsp), %rcx
	movq	%rdx, 888(%rsp)
	movq	1408(%rsp), %rdx
	movq	%rcx, 896(%rsp)
	movq	1416(%rsp), %rcx
	movq	%rdx, 904(%rsp)
	movq	1472(%rsp), %rdx
	movq	%rcx, 912(%rsp)
	movq	1528(%rsp), %rcx
	movq	%rdx, 920(%rsp)
	movq	1584(%rsp), %rdx
	movq	%rcx, 928(%rsp)
	movq	1656(%rsp), %rcx
	movq	%rdx, 936(%rsp)
	movq	1664(%rsp), %rdx
	movq	%rcx, 944(%rsp)
	movq	1672(%rsp), %rcx
	movq	%rdx, 952(%rsp)
	movq	1744(%rsp), %rdx
	movq	%rcx, 960(%rsp)
	movq	1752(%rsp), %rcx
	movq	%rdx, 968(%rsp)
	movq	1760(%rsp), %rdx
	movq	%rcx, 976(%rsp)
	movq	1816(%rsp), %rcx
	movq	%rdx, 984(%rsp)
	movq	%rcx, 992(%rsp)
	vzeroupper
	callq	*%rax
	movabsq	$PyEval_SaveThread, %rax
	callq	*%rax
	movq	%rax, %r14
	movabsq	$get_num_threads, %rax
	callq	*%rax
	movabsq	$__gufunc__._ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE, %rdi
	movabsq	$numba_parallel_for, %r10
	leaq	80(%rsp), %rsi
	leaq	264(%rsp), %rdx
	leaq	544(%rsp), %rcx
	movl	$34, %r9d
	xorl	%r8d, %r8d
	pushq	%rax
	.cfi_adjust_cfa_offset 8
	pushq	$23
	.cfi_adjust_cfa_offset 8
	callq	*%r10
	addq	$16, %rsp
	.cfi_adjust_cfa_offset -16
	movabsq	$PyEval_RestoreThread, %rax
	movq	%r14, %rdi
	callq	*%rax
	movabsq	$numba_gil_release, %rax
	movq	%rbx, %rdi
	callq	*%rax
	movq	24(%rsp), %rdi
	movabsq	$set_parallel_chunksize, %rax
	callq	*%rax
	movabsq	$deallocate_sched, %rax
	movq	%rbp, %rdi
	callq	*%rax
	movq	16(%rsp), %rcx
	xorl	%eax, %eax
	movq	$0, (%rcx)
.LBB0_10:
	addq	$1000, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.LBB0_3:
	.cfi_def_cfa_offset 1056
	movabsq	$printf_format, %rdi
	movabsq	$printf, %rcx
	movq	%rbp, %rsi
	xorl	%eax, %eax
	callq	*%rcx
	movabsq	$.const.picklebuf.9d8bd6d541b3e336fd7917994940781bc68a3a8a, %rax
	movq	%rax, (%r13)
	movl	$1, %eax
	jmp	.LBB0_10
.Lfunc_end0:
	.size	_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE, .Lfunc_end0-_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE
	.cfi_endproc

	.globl	_ZN7cpython3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE
	.p2align	4
	.type	_ZN7cpython3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE,@function
_ZN7cpython3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$2312, %rsp
	.cfi_def_cfa_offset 2368
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	leaq	800(%rsp), %r14
	xorl	%ebx, %ebx
	movq	%rsi, %rdi
	leaq	808(%rsp), %r15
	leaq	816(%rsp), %r12
	leaq	824(%rsp), %r13
	leaq	832(%rsp), %rbp
	leaq	840(%rsp), %r10
	leaq	848(%rsp), %r11
	movabsq	$".const.compiled.<locals>.run", %rsi
	leaq	872(%rsp), %r8
	movl	$10, %edx
	movl	$10, %ecx
	leaq	864(%rsp), %r9
	xorl	%eax, %eax
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	pushq	%r11
	.cfi_adjust_cfa_offset 8
	leaq	912(%rsp), %r10
	pushq	%r10
	.cfi_adjust_cfa_offset 8
	movabsq	$PyArg_UnpackTuple, %r10
	callq	*%r10
	addq	$64, %rsp
	.cfi_adjust_cfa_offset -64
	vxorps	%xmm0, %xmm0, %xmm0
	movq	$0, 1184(%rsp)
	movq	$0, 1104(%rsp)
	movq	$0, 1024(%rsp)
	movq	$0, 944(%rsp)
	movq	$0, 792(%rsp)
	movq	$0, 152(%rsp)
	vmovups	%ymm0, 2192(%rsp)
	vmovups	%ymm0, 2128(%rsp)
	vmovups	%ymm0, 2064(%rsp)
	vmovups	%ymm0, 2000(%rsp)
	vmovups	%ymm0, 1960(%rsp)
	vmovups	%ymm0, 1872(%rsp)
	vmovups	%ymm0, 1616(%rsp)
	vmovups	%ymm0, 1520(%rsp)
	vmovups	%ymm0, 1808(%rsp)
	vmovups	%ymm0, 1744(%rsp)
	vmovups	%ymm0, 1704(%rsp)
	vmovups	%ymm0, 1448(%rsp)
	vmovups	%ymm0, 1352(%rsp)
	vmovups	%ymm0, 1256(%rsp)
	vmovups	%ymm0, 2280(%rsp)
	vmovups	%ymm0, 2216(%rsp)
	vmovups	%ymm0, 2152(%rsp)
	vmovups	%ymm0, 2088(%rsp)
	vmovups	%ymm0, 1120(%rsp)
	vmovups	%ymm0, 1152(%rsp)
	vmovups	%ymm0, 1040(%rsp)
	vmovups	%ymm0, 1072(%rsp)
	vmovups	%ymm0, 960(%rsp)
	vmovups	%ymm0, 992(%rsp)
	vmovups	%ymm0, 2024(%rsp)
	vmovups	%ymm0, 1936(%rsp)
	vmovups	%ymm0, 1896(%rsp)
	vmovups	%ymm0, 1584(%rsp)
	vmovups	%ymm0, 1640(%rsp)
	vmovups	%ymm0, 1488(%rsp)
	vmovups	%ymm0, 1544(%rsp)
	vmovups	%ymm0, 1832(%rsp)
	vmovups	%ymm0, 880(%rsp)
	vmovups	%ymm0, 912(%rsp)
	vmovups	%ymm0, 1768(%rsp)
	vmovups	%ymm0, 1680(%rsp)
	vmovups	%ymm0, 1424(%rsp)
	vmovups	%ymm0, 1392(%rsp)
	vmovups	%ymm0, 1328(%rsp)
	vmovups	%ymm0, 1296(%rsp)
	vmovups	%ymm0, 1232(%rsp)
	vmovups	%ymm0, 1200(%rsp)
	vmovups	%ymm0, 2256(%rsp)
	testl	%eax, %eax
	je	.LBB1_92
	movabsq	$_ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE, %rax
	cmpq	$0, (%rax)
	je	.LBB1_2
	movq	872(%rsp), %rdi
	movabsq	$PyNumber_Long, %r12
	vzeroupper
	callq	*%r12
	movabsq	$PyLong_AsLongLong, %r15
	movabsq	$Py_DecRef, %r14
	testq	%rax, %rax
	je	.LBB1_5
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, %rbp
	callq	*%r14
	movabsq	$PyErr_Occurred, %r13
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_91
.LBB1_8:
	movq	864(%rsp), %rdi
	callq	*%r12
	testq	%rax, %rax
	je	.LBB1_9
	movq	%rax, %rdi
	movq	%rax, %rbx
	callq	*%r15
	movq	%rbx, %rdi
	movq	%rax, %r15
	callq	*%r14
	callq	*%r13
	testq	%rax, %rax
	jne	.LBB1_91
.LBB1_12:
	movq	856(%rsp), %rbx
	movabsq	$PyTuple_Size, %rax
	movq	%r15, 776(%rsp)
	movq	%rbp, 784(%rsp)
	movq	%rbx, %rdi
	callq	*%rax
	cmpq	$12, %rax
	setne	%bpl
	jne	.LBB1_13
.LBB1_14:
	movabsq	$PyTuple_GetItem, %r14
	movq	%rbx, %rdi
	xorl	%esi, %esi
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	movabsq	$NRT_adapt_ndarray_from_python, %r15
	leaq	2192(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 2192(%rsp)
	vmovups	%ymm0, 2216(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_16
	cmpq	$8, 2216(%rsp)
	jne	.LBB1_16
.LBB1_17:
	movq	2224(%rsp), %rax
	movq	2232(%rsp), %rdx
	movq	2240(%rsp), %rcx
	movq	2192(%rsp), %r13
	movl	$1, %esi
	movq	%rbx, %rdi
	movq	%rax, 768(%rsp)
	movq	%rdx, 760(%rsp)
	movq	%rcx, 752(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	2128(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 2128(%rsp)
	vmovups	%ymm0, 2152(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_19
	cmpq	$8, 2152(%rsp)
	jne	.LBB1_19
.LBB1_20:
	movq	2160(%rsp), %rcx
	movq	2128(%rsp), %rax
	movq	2168(%rsp), %rdx
	movl	$2, %esi
	movq	%rbx, %rdi
	movq	%rcx, 744(%rsp)
	movq	2176(%rsp), %rcx
	movq	%rax, 144(%rsp)
	movq	%rdx, 736(%rsp)
	movq	%rcx, 728(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	2064(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 2064(%rsp)
	vmovups	%ymm0, 2088(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_22
	cmpq	$8, 2088(%rsp)
	jne	.LBB1_22
.LBB1_23:
	movq	2096(%rsp), %rcx
	movq	2064(%rsp), %rax
	movq	2104(%rsp), %rdx
	movl	$3, %esi
	movq	%rbx, %rdi
	movq	%rcx, 720(%rsp)
	movq	2112(%rsp), %rcx
	movq	%rax, 136(%rsp)
	movq	%rdx, 712(%rsp)
	movq	%rcx, 704(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1120(%rsp), %rsi
	movq	%rax, %rdi
	movq	$0, 1184(%rsp)
	movq	%r15, %r12
	vmovups	%ymm0, 1120(%rsp)
	vmovups	%ymm0, 1152(%rsp)
	vzeroupper
	callq	*%r15
	cmpq	$4, 1144(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%r15b
	orb	%cl, %r15b
	cmpb	$1, %r15b
	je	.LBB1_24
	testb	%r15b, %r15b
	jne	.LBB1_26
.LBB1_27:
	movq	1152(%rsp), %rcx
	movq	1160(%rsp), %rdx
	movq	1120(%rsp), %rax
	movl	$4, %esi
	movq	%rbx, %rdi
	movq	%rcx, 696(%rsp)
	movq	1168(%rsp), %rcx
	movq	%rdx, 688(%rsp)
	movq	1176(%rsp), %rdx
	movq	%rax, 128(%rsp)
	movq	%rcx, 680(%rsp)
	movq	1184(%rsp), %rcx
	movq	%rdx, 672(%rsp)
	movq	%rcx, 664(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1040(%rsp), %rsi
	movq	%rax, %rdi
	movq	$0, 1104(%rsp)
	vmovups	%ymm0, 1040(%rsp)
	vmovups	%ymm0, 1072(%rsp)
	vzeroupper
	callq	*%r12
	cmpq	$4, 1064(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%r15b
	orb	%cl, %r15b
	cmpb	$1, %r15b
	je	.LBB1_28
	testb	%r15b, %r15b
	jne	.LBB1_30
.LBB1_31:
	movq	1072(%rsp), %rcx
	movq	1080(%rsp), %rdx
	movq	1040(%rsp), %rax
	movl	$5, %esi
	movq	%rbx, %rdi
	movq	%rcx, 656(%rsp)
	movq	1088(%rsp), %rcx
	movq	%rdx, 648(%rsp)
	movq	1096(%rsp), %rdx
	movq	%rax, 120(%rsp)
	movq	%rcx, 640(%rsp)
	movq	1104(%rsp), %rcx
	movq	%rdx, 632(%rsp)
	movq	%rcx, 624(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	960(%rsp), %rsi
	movq	%rax, %rdi
	movq	$0, 1024(%rsp)
	vmovups	%ymm0, 960(%rsp)
	vmovups	%ymm0, 992(%rsp)
	vzeroupper
	callq	*%r12
	cmpq	$1, 984(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%r15b
	orb	%cl, %r15b
	cmpb	$1, %r15b
	je	.LBB1_32
	testb	%r15b, %r15b
	jne	.LBB1_34
.LBB1_35:
	movq	992(%rsp), %rcx
	movq	1000(%rsp), %rdx
	movq	960(%rsp), %rax
	movl	$6, %esi
	movq	%rbx, %rdi
	movq	%rcx, 616(%rsp)
	movq	1008(%rsp), %rcx
	movq	%rdx, 608(%rsp)
	movq	1016(%rsp), %rdx
	movq	%rax, 112(%rsp)
	movq	%rcx, 600(%rsp)
	movq	1024(%rsp), %rcx
	movq	%rdx, 592(%rsp)
	movq	%rcx, 584(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	2000(%rsp), %rsi
	movq	%rax, %rdi
	movq	%r12, %r15
	vmovups	%ymm0, 2000(%rsp)
	vmovups	%ymm0, 2024(%rsp)
	vzeroupper
	callq	*%r12
	testl	%eax, %eax
	jne	.LBB1_37
	cmpq	$4, 2024(%rsp)
	jne	.LBB1_37
.LBB1_38:
	movq	2032(%rsp), %rcx
	movq	2000(%rsp), %rax
	movq	2040(%rsp), %rdx
	movl	$7, %esi
	movq	%rbx, %rdi
	movq	%rcx, 576(%rsp)
	movq	2048(%rsp), %rcx
	movq	%rax, 104(%rsp)
	movq	%rdx, 568(%rsp)
	movq	%rcx, 560(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1936(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 1936(%rsp)
	vmovups	%ymm0, 1960(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_40
	cmpq	$4, 1960(%rsp)
	jne	.LBB1_40
.LBB1_41:
	movq	1968(%rsp), %rcx
	movq	1936(%rsp), %rax
	movq	1976(%rsp), %rdx
	movl	$8, %esi
	movq	%rbx, %rdi
	movq	%rcx, 552(%rsp)
	movq	1984(%rsp), %rcx
	movq	%rax, 96(%rsp)
	movq	%rdx, 544(%rsp)
	movq	%rcx, 536(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1872(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 1872(%rsp)
	vmovups	%ymm0, 1896(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_43
	cmpq	$4, 1896(%rsp)
	jne	.LBB1_43
.LBB1_44:
	movq	1904(%rsp), %rcx
	movq	1872(%rsp), %rax
	movq	1912(%rsp), %rdx
	movl	$9, %esi
	movq	%rbx, %rdi
	movq	%rcx, 528(%rsp)
	movq	1920(%rsp), %rcx
	movq	%rax, 88(%rsp)
	movq	%rdx, 520(%rsp)
	movq	%rcx, 512(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1584(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 1616(%rsp)
	vmovups	%ymm0, 1584(%rsp)
	vmovups	%ymm0, 1640(%rsp)
	vzeroupper
	callq	*%r15
	cmpq	$4, 1608(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%r15b
	orb	%cl, %r15b
	cmpb	$1, %r15b
	je	.LBB1_45
	testb	%r15b, %r15b
	jne	.LBB1_47
.LBB1_48:
	movq	1616(%rsp), %rcx
	movq	1624(%rsp), %rdx
	movq	1584(%rsp), %rax
	movl	$10, %esi
	movq	%rbx, %rdi
	movq	%rcx, 504(%rsp)
	movq	1632(%rsp), %rcx
	movq	%rdx, 496(%rsp)
	movq	1640(%rsp), %rdx
	movq	%rax, 80(%rsp)
	movq	%rcx, 488(%rsp)
	movq	1648(%rsp), %rcx
	movq	%rdx, 480(%rsp)
	movq	1656(%rsp), %rdx
	movq	%rcx, 472(%rsp)
	movq	1664(%rsp), %rcx
	movq	%rdx, 464(%rsp)
	movq	%rcx, 456(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1488(%rsp), %rsi
	movq	%rax, %rdi
	vmovups	%ymm0, 1520(%rsp)
	vmovups	%ymm0, 1488(%rsp)
	vmovups	%ymm0, 1544(%rsp)
	vzeroupper
	callq	*%r12
	cmpq	$8, 1512(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%r15b
	orb	%cl, %r15b
	cmpb	$1, %r15b
	je	.LBB1_49
	testb	%r15b, %r15b
	jne	.LBB1_51
.LBB1_52:
	movq	1520(%rsp), %rcx
	movq	1528(%rsp), %rdx
	movq	1488(%rsp), %rax
	movl	$11, %esi
	movq	%rbx, %rdi
	movq	%rcx, 448(%rsp)
	movq	1536(%rsp), %rcx
	movq	%rdx, 440(%rsp)
	movq	1544(%rsp), %rdx
	movq	%rax, 72(%rsp)
	movq	%rcx, 432(%rsp)
	movq	1552(%rsp), %rcx
	movq	%rdx, 424(%rsp)
	movq	1560(%rsp), %rdx
	movq	%rcx, 416(%rsp)
	movq	1568(%rsp), %rcx
	movq	%rdx, 408(%rsp)
	movq	%rcx, 400(%rsp)
	callq	*%r14
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1808(%rsp), %rsi
	movq	%rax, %rdi
	movq	%r12, %r15
	vmovups	%ymm0, 1808(%rsp)
	vmovups	%ymm0, 1832(%rsp)
	vzeroupper
	callq	*%r12
	testl	%eax, %eax
	jne	.LBB1_54
	cmpq	$4, 1832(%rsp)
	jne	.LBB1_54
	testb	%bpl, %bpl
	jne	.LBB1_91
	movq	1856(%rsp), %rax
	movq	848(%rsp), %rdi
	movq	1808(%rsp), %r14
	movq	1840(%rsp), %rbp
	movq	1848(%rsp), %r12
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	880(%rsp), %rsi
	movq	$0, 944(%rsp)
	vmovups	%ymm0, 880(%rsp)
	vmovups	%ymm0, 912(%rsp)
	movq	%rax, 392(%rsp)
	vzeroupper
	callq	*%r15
	cmpq	$4, 904(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%bl
	orb	%cl, %bl
	jne	.LBB1_57
	testb	%bl, %bl
	jne	.LBB1_63
.LBB1_59:
	movq	920(%rsp), %rax
	movq	928(%rsp), %rdx
	movq	936(%rsp), %rcx
	movq	840(%rsp), %rdi
	movq	%r12, 384(%rsp)
	movq	880(%rsp), %r12
	movq	912(%rsp), %rbx
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1744(%rsp), %rsi
	vmovups	%ymm0, 1744(%rsp)
	vmovups	%ymm0, 1768(%rsp)
	movq	%rax, 376(%rsp)
	movq	944(%rsp), %rax
	movq	%rdx, 368(%rsp)
	movq	%rcx, 360(%rsp)
	movq	%rax, 352(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_61
	cmpq	$4, 1768(%rsp)
	jne	.LBB1_61
	movq	1776(%rsp), %rax
	movq	1784(%rsp), %rcx
	movq	832(%rsp), %rdi
	movq	%rbp, 344(%rsp)
	movq	1744(%rsp), %rbp
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1680(%rsp), %rsi
	vmovups	%ymm0, 1680(%rsp)
	vmovups	%ymm0, 1704(%rsp)
	movq	%rax, 336(%rsp)
	movq	1792(%rsp), %rax
	movq	%rcx, 328(%rsp)
	movq	%rax, 320(%rsp)
	vzeroupper
	callq	*%r15
	testl	%eax, %eax
	jne	.LBB1_66
	cmpq	$4, 1704(%rsp)
	jne	.LBB1_66
	movq	1680(%rsp), %rax
	movq	1712(%rsp), %rdx
	movq	1720(%rsp), %rcx
	movq	824(%rsp), %rdi
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1392(%rsp), %rsi
	movq	%rbx, 312(%rsp)
	vmovups	%ymm0, 1424(%rsp)
	vmovups	%ymm0, 1392(%rsp)
	vmovups	%ymm0, 1448(%rsp)
	movq	%rax, 64(%rsp)
	movq	1728(%rsp), %rax
	movq	%rdx, 304(%rsp)
	movq	%rcx, 296(%rsp)
	movq	%rax, 288(%rsp)
	vzeroupper
	callq	*%r15
	cmpq	$8, 1416(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%bl
	orb	%cl, %bl
	jne	.LBB1_70
	testb	%bl, %bl
	jne	.LBB1_67
.LBB1_72:
	movq	1424(%rsp), %rdx
	movq	1432(%rsp), %rcx
	movq	1392(%rsp), %rax
	movq	816(%rsp), %rdi
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1296(%rsp), %rsi
	vmovups	%ymm0, 1328(%rsp)
	vmovups	%ymm0, 1296(%rsp)
	vmovups	%ymm0, 1352(%rsp)
	movq	%rdx, 280(%rsp)
	movq	%rcx, 272(%rsp)
	movq	1440(%rsp), %rdx
	movq	1448(%rsp), %rcx
	movq	%rax, 56(%rsp)
	movq	1472(%rsp), %rax
	movq	%rdx, 264(%rsp)
	movq	%rcx, 256(%rsp)
	movq	1456(%rsp), %rdx
	movq	1464(%rsp), %rcx
	movq	%rax, 232(%rsp)
	movq	%rdx, 248(%rsp)
	movq	%rcx, 240(%rsp)
	vzeroupper
	callq	*%r15
	cmpq	$4, 1320(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%bl
	orb	%cl, %bl
	jne	.LBB1_73
	testb	%bl, %bl
	jne	.LBB1_79
.LBB1_75:
	movq	1328(%rsp), %rdx
	movq	1336(%rsp), %rcx
	movq	1296(%rsp), %rax
	movq	808(%rsp), %rdi
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	1200(%rsp), %rsi
	vmovups	%ymm0, 1232(%rsp)
	vmovups	%ymm0, 1200(%rsp)
	vmovups	%ymm0, 1256(%rsp)
	movq	%rdx, 224(%rsp)
	movq	%rcx, 216(%rsp)
	movq	1344(%rsp), %rdx
	movq	1352(%rsp), %rcx
	movq	%rax, 48(%rsp)
	movq	1376(%rsp), %rax
	movq	%rdx, 208(%rsp)
	movq	%rcx, 200(%rsp)
	movq	1360(%rsp), %rdx
	movq	1368(%rsp), %rcx
	movq	%rax, 176(%rsp)
	movq	%rdx, 192(%rsp)
	movq	%rcx, 184(%rsp)
	vzeroupper
	callq	*%r15
	cmpq	$4, 1224(%rsp)
	setne	%cl
	testl	%eax, %eax
	setne	%bl
	orb	%cl, %bl
	jne	.LBB1_76
	testb	%bl, %bl
	jne	.LBB1_78
.LBB1_80:
	movq	1200(%rsp), %rax
	movq	1232(%rsp), %rcx
	movq	800(%rsp), %rdi
	movq	%rbp, 16(%rsp)
	movq	%r12, 24(%rsp)
	movq	%r14, 32(%rsp)
	movq	%r13, 40(%rsp)
	movq	1240(%rsp), %r12
	movq	1248(%rsp), %rbp
	movq	1256(%rsp), %r14
	movq	1272(%rsp), %r13
	movq	1280(%rsp), %rbx
	vxorps	%xmm0, %xmm0, %xmm0
	leaq	2256(%rsp), %rsi
	vmovups	%ymm0, 2256(%rsp)
	vmovups	%ymm0, 2280(%rsp)
	movq	%rax, 8(%rsp)
	movq	%r15, %rax
	movq	1264(%rsp), %r15
	movq	%rcx, 168(%rsp)
	vzeroupper
	callq	*%rax
	testl	%eax, %eax
	jne	.LBB1_82
	cmpq	$8, 2280(%rsp)
	jne	.LBB1_82
	movq	2256(%rsp), %rax
	vmovaps	2288(%rsp), %xmm0
	movq	%rax, 160(%rsp)
	movq	2304(%rsp), %rax
	subq	$1280, %rsp
	.cfi_adjust_cfa_offset 1280
	movq	%rax, 1264(%rsp)
	vmovups	%xmm0, 1248(%rsp)
	leaq	2072(%rsp), %rdi
	leaq	1432(%rsp), %rsi
	movq	%rbx, 1208(%rsp)
	movq	%r13, 1200(%rsp)
	movq	%r15, 1192(%rsp)
	movq	%r14, 1184(%rsp)
	movq	%rbp, 1176(%rsp)
	movq	%r12, 1168(%rsp)
	movq	1456(%rsp), %rcx
	movq	1464(%rsp), %rdx
	movq	1448(%rsp), %rax
	movq	%rcx, 1120(%rsp)
	movq	1472(%rsp), %rcx
	movq	%rdx, 1112(%rsp)
	movq	1480(%rsp), %rdx
	movq	%rax, 1160(%rsp)
	movabsq	$_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE, %rax
	movq	%rcx, 1104(%rsp)
	movq	1488(%rsp), %rcx
	movq	%rdx, 1096(%rsp)
	movq	1496(%rsp), %rdx
	movq	%rcx, 1088(%rsp)
	movq	1504(%rsp), %rcx
	movq	%rdx, 1080(%rsp)
	movq	1512(%rsp), %rdx
	movq	%rcx, 1072(%rsp)
	movq	1520(%rsp), %rcx
	movq	%rdx, 1032(%rsp)
	movq	1528(%rsp), %rdx
	movq	%rcx, 1024(%rsp)
	movq	1536(%rsp), %rcx
	movq	%rdx, 1016(%rsp)
	movq	1544(%rsp), %rdx
	movq	%rcx, 1008(%rsp)
	movq	1552(%rsp), %rcx
	movq	%rdx, 1000(%rsp)
	movq	1560(%rsp), %rdx
	movq	%rcx, 992(%rsp)
	movq	1568(%rsp), %rcx
	movq	%rdx, 984(%rsp)
	movq	1576(%rsp), %rdx
	movq	%rcx, 944(%rsp)
	movq	1584(%rsp), %rcx
	movq	%rdx, 936(%rsp)
	movq	1600(%rsp), %rdx
	movq	%rcx, 928(%rsp)
	movq	1608(%rsp), %rcx
	movq	%rdx, 888(%rsp)
	movq	1616(%rsp), %rdx
	movq	%rcx, 880(%rsp)
	movq	1632(%rsp), %rcx
	movq	%rdx, 872(%rsp)
	movq	1640(%rsp), %rdx
	movq	%rcx, 832(%rsp)
	movq	1648(%rsp), %rcx
	movq	%rdx, 824(%rsp)
	movq	1656(%rsp), %rdx
	movq	%rcx, 816(%rsp)
	movq	1592(%rsp), %rcx
	movq	%rdx, 808(%rsp)
	movq	1672(%rsp), %rdx
	movq	%rcx, 800(%rsp)
	movq	1664(%rsp), %rcx
	movq	%rdx, 760(%rsp)
	movq	1624(%rsp), %rdx
	movq	%rcx, 752(%rsp)
	movq	1680(%rsp), %rcx
	movq	%rdx, 744(%rsp)
	movq	1688(%rsp), %rdx
	movq	%rcx, 704(%rsp)
	movq	1696(%rsp), %rcx
	movq	%rdx, 696(%rsp)
	movq	1704(%rsp), %rdx
	movq	%rcx, 688(%rsp)
	movq	1712(%rsp), %rcx
	movq	%rdx, 680(%rsp)
	movq	1720(%rsp), %rdx
	movq	%rcx, 672(%rsp)
	movq	1728(%rsp), %rcx
	movq	%rdx, 664(%rsp)
	movq	1736(%rsp), %rdx
	movq	%rcx, 656(%rsp)
	movq	1744(%rsp), %rcx
	movq	%rdx, 616(%rsp)
	movq	1752(%rsp), %rdx
	movq	%rcx, 608(%rsp)
	movq	1760(%rsp), %rcx
	movq	%rdx, 600(%rsp)
	movq	1768(%rsp), %rdx
	movq	%rcx, 592(%rsp)
	movq	1776(%rsp), %rcx
	movq	%rdx, 584(%rsp)
	movq	1784(%rsp), %rdx
	movq	%rcx, 576(%rsp)
	movq	1792(%rsp), %rcx
	movq	%rdx, 568(%rsp)
	movq	1800(%rsp), %rdx
	movq	%rcx, 528(%rsp)
	movq	1808(%rsp), %rcx
	movq	%rdx, 520(%rsp)
	movq	1816(%rsp), %rdx
	movq	%rcx, 512(%rsp)
	movq	1824(%rsp), %rcx
	movq	%rdx, 472(%rsp)
	movq	1832(%rsp), %rdx
	movq	%rcx, 464(%rsp)
	movq	1840(%rsp), %rcx
	movq	%rdx, 456(%rsp)
	movq	1848(%rsp), %rdx
	movq	%rcx, 416(%rsp)
	movq	1856(%rsp), %rcx
	movq	%rdx, 408(%rsp)
	movq	1864(%rsp), %rdx
	movq	%rcx, 400(%rsp)
	movq	1872(%rsp), %rcx
	movq	%rdx, 360(%rsp)
	movq	1880(%rsp), %rdx
	movq	%rcx, 352(%rsp)
	movq	1888(%rsp), %rcx
	movq	%rdx, 344(%rsp)
	movq	1896(%rsp), %rdx
	movq	%rcx, 336(%rsp)
	movq	1904(%rsp), %rcx
	movq	%rdx, 328(%rsp)
	movq	1912(%rsp), %rdx
	movq	%rcx, 288(%rsp)
	movq	1920(%rsp), %rcx
	movq	%rdx, 280(%rsp)
	movq	1928(%rsp), %rdx
	movq	%rcx, 272(%rsp)
	movq	1936(%rsp), %rcx
	movq	%rdx, 264(%rsp)
	movq	1944(%rsp), %rdx
	movq	%rcx, 256(%rsp)
	movq	1952(%rsp), %rcx
	movq	%rdx, 216(%rsp)
	movq	1960(%rsp), %rdx
	movq	%rcx, 208(%rsp)
	movq	1968(%rsp), %rcx
	movq	%rdx, 200(%rsp)
	movq	1976(%rsp), %rdx
	movq	%rcx, 192(%rsp)
	movq	1984(%rsp), %rcx
	movq	%rdx, 184(%rsp)
	movq	1992(%rsp), %rdx
	movq	%rcx, 144(%rsp)
	movq	2000(%rsp), %rcx
	movq	%rdx, 136(%rsp)
	movq	2008(%rsp), %rdx
	movq	%rcx, 128(%rsp)
	movq	2016(%rsp), %rcx
	movq	%rdx, 88(%rsp)
	movq	2024(%rsp), %rdx
	movq	%rcx, 80(%rsp)
	movq	2032(%rsp), %rcx
	movq	%rdx, 72(%rsp)
	movq	2040(%rsp), %rdx
	movq	%rcx, 32(%rsp)
	movq	2048(%rsp), %rcx
	movq	%rdx, 24(%rsp)
	movq	2064(%rsp), %rdx
	movq	%rcx, 16(%rsp)
	movq	2056(%rsp), %rcx
	callq	*%rax
	addq	$1280, %rsp
	.cfi_adjust_cfa_offset -1280
	movq	40(%rsp), %rdi
	movq	152(%rsp), %r12
	movabsq	$NRT_decref, %rbx
	movl	%eax, %r13d
	callq	*%rbx
	movq	144(%rsp), %rdi
	callq	*%rbx
	movq	136(%rsp), %rdi
	callq	*%rbx
	movq	128(%rsp), %rdi
	callq	*%rbx
	movq	120(%rsp), %rdi
	callq	*%rbx
	movq	112(%rsp), %rdi
	callq	*%rbx
	movq	104(%rsp), %rdi
	callq	*%rbx
	movq	96(%rsp), %rdi
	callq	*%rbx
	movq	88(%rsp), %rdi
	callq	*%rbx
	movq	80(%rsp), %rdi
	callq	*%rbx
	movq	72(%rsp), %rdi
	callq	*%rbx
	movq	32(%rsp), %rdi
	callq	*%rbx
	movq	24(%rsp), %rdi
	callq	*%rbx
	movq	16(%rsp), %rdi
	callq	*%rbx
	movq	64(%rsp), %rdi
	callq	*%rbx
	movq	56(%rsp), %rdi
	callq	*%rbx
	movq	48(%rsp), %rdi
	callq	*%rbx
	movq	8(%rsp), %rdi
	callq	*%rbx
	movq	160(%rsp), %rdi
	callq	*%rbx
	testl	%r13d, %r13d
	jne	.LBB1_85
	movabsq	$_Py_NoneStruct, %rbx
	movabsq	$Py_IncRef, %rax
	movq	%rbx, %rdi
	callq	*%rax
.LBB1_92:
	movq	%rbx, %rax
	addq	$2312, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	vzeroupper
	retq
.LBB1_85:
	.cfi_def_cfa_offset 2368
	movabsq	$PyErr_Clear, %rax
	callq	*%rax
	cmpl	$0, 32(%r12)
	movl	8(%r12), %esi
	movq	(%r12), %rdi
	jle	.LBB1_88
	movslq	%esi, %rsi
	movabsq	$PyBytes_FromStringAndSize, %rax
	callq	*%rax
	movq	16(%r12), %rdi
	movq	%rax, %rbx
	callq	*24(%r12)
	testq	%rax, %rax
	je	.LBB1_87
	movabsq	$numba_runtime_build_excinfo_struct, %rcx
	movq	%rbx, %rdi
	movq	%rax, %rsi
	callq	*%rcx
	movq	%rax, %rbx
	movabsq	$NRT_Free, %rax
	movq	%r12, %rdi
	callq	*%rax
	jmp	.LBB1_89
.LBB1_2:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.missing Environment: _ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE", %rsi
	jmp	.LBB1_3
.LBB1_5:
	xorl	%ebp, %ebp
	movabsq	$PyErr_Occurred, %r13
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_8
	jmp	.LBB1_91
.LBB1_9:
	xorl	%r15d, %r15d
	callq	*%r13
	testq	%rax, %rax
	je	.LBB1_12
	jmp	.LBB1_91
.LBB1_16:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movb	$1, %bpl
	jmp	.LBB1_17
.LBB1_19:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movb	$1, %bpl
	jmp	.LBB1_20
.LBB1_22:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movb	$1, %bpl
	jmp	.LBB1_23
.LBB1_37:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movb	$1, %bpl
	jmp	.LBB1_38
.LBB1_40:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movb	$1, %bpl
	jmp	.LBB1_41
.LBB1_43:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movb	$1, %bpl
	jmp	.LBB1_44
.LBB1_54:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
.LBB1_3:
	movabsq	$PyErr_SetString, %rax
	vzeroupper
	callq	*%rax
	jmp	.LBB1_91
.LBB1_13:
	movq	%rax, %rdx
	movabsq	$PyExc_ValueError, %rdi
	movabsq	$".const.size mismatch for tuple, expected 12 element(s) but got %zd", %rsi
	movabsq	$PyErr_Format, %rcx
	xorl	%eax, %eax
	callq	*%rcx
	jmp	.LBB1_14
.LBB1_24:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%r15b, %r15b
	je	.LBB1_27
.LBB1_26:
	movb	$1, %bpl
	jmp	.LBB1_27
.LBB1_28:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%r15b, %r15b
	je	.LBB1_31
.LBB1_30:
	movb	$1, %bpl
	jmp	.LBB1_31
.LBB1_32:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%r15b, %r15b
	je	.LBB1_35
.LBB1_34:
	movb	$1, %bpl
	jmp	.LBB1_35
.LBB1_45:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%r15b, %r15b
	je	.LBB1_48
.LBB1_47:
	movb	$1, %bpl
	jmp	.LBB1_48
.LBB1_49:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%r15b, %r15b
	je	.LBB1_52
.LBB1_51:
	movb	$1, %bpl
	jmp	.LBB1_52
.LBB1_57:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%bl, %bl
	je	.LBB1_59
	jmp	.LBB1_63
.LBB1_61:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	jmp	.LBB1_62
.LBB1_66:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	jmp	.LBB1_68
.LBB1_70:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%bl, %bl
	je	.LBB1_72
	jmp	.LBB1_67
.LBB1_73:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%bl, %bl
	je	.LBB1_75
	jmp	.LBB1_79
.LBB1_76:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	testb	%bl, %bl
	je	.LBB1_80
	jmp	.LBB1_78
.LBB1_82:
	movabsq	$PyExc_TypeError, %rdi
	movabsq	$".const.can't unbox array from PyObject into native value.  The object maybe of a different type", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	movq	8(%rsp), %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	movq	40(%rsp), %r13
	movq	32(%rsp), %r14
	movq	24(%rsp), %r12
	movq	16(%rsp), %rbp
.LBB1_78:
	movq	48(%rsp), %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
.LBB1_79:
	movq	56(%rsp), %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
.LBB1_67:
	movq	64(%rsp), %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
.LBB1_68:
	movabsq	$NRT_decref, %rax
	movq	%rbp, %rdi
	callq	*%rax
.LBB1_62:
	movabsq	$NRT_decref, %rax
	movq	%r12, %rdi
	callq	*%rax
.LBB1_63:
	movabsq	$NRT_decref, %rbx
	movq	%r13, %rdi
	callq	*%rbx
	movq	144(%rsp), %rdi
	callq	*%rbx
	movq	136(%rsp), %rdi
	callq	*%rbx
	movq	128(%rsp), %rdi
	callq	*%rbx
	movq	120(%rsp), %rdi
	callq	*%rbx
	movq	112(%rsp), %rdi
	callq	*%rbx
	movq	104(%rsp), %rdi
	callq	*%rbx
	movq	96(%rsp), %rdi
	callq	*%rbx
	movq	88(%rsp), %rdi
	callq	*%rbx
	movq	80(%rsp), %rdi
	callq	*%rbx
	movq	72(%rsp), %rdi
	callq	*%rbx
	movq	%r14, %rdi
	callq	*%rbx
	jmp	.LBB1_91
.LBB1_88:
	movq	16(%r12), %rdx
	movabsq	$numba_unpickle, %rax
	callq	*%rax
	movq	%rax, %rbx
.LBB1_89:
	testq	%rbx, %rbx
	je	.LBB1_91
	movabsq	$numba_do_raise, %rax
	movq	%rbx, %rdi
	callq	*%rax
.LBB1_91:
	xorl	%ebx, %ebx
	jmp	.LBB1_92
.LBB1_87:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.Error creating Python tuple from runtime exception arguments", %rsi
	jmp	.LBB1_3
.Lfunc_end1:
	.size	_ZN7cpython3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE, .Lfunc_end1-_ZN7cpython3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE
	.cfi_endproc

	.globl	cfunc._ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE
	.p2align	4
	.type	cfunc._ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE,@function
cfunc._ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$1304, %rsp
	.cfi_def_cfa_offset 1360
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	vmovups	2504(%rsp), %ymm2
	vmovups	2536(%rsp), %xmm1
	vmovaps	2592(%rsp), %xmm0
	movq	2608(%rsp), %rax
	movq	2552(%rsp), %rcx
	vmovaps	2448(%rsp), %xmm3
	vmovaps	1856(%rsp), %xmm8
	vmovups	1912(%rsp), %ymm9
	vmovups	1944(%rsp), %xmm10
	vmovups	2000(%rsp), %ymm11
	vmovaps	2032(%rsp), %xmm12
	vmovups	2088(%rsp), %xmm13
	vmovups	2144(%rsp), %ymm14
	vmovups	2216(%rsp), %xmm15
	movq	$0, 1296(%rsp)
	movq	$0, 1288(%rsp)
	movq	2464(%rsp), %rdx
	vmovaps	2272(%rsp), %xmm7
	vmovups	2328(%rsp), %ymm6
	vmovups	2360(%rsp), %xmm5
	vmovups	2416(%rsp), %ymm4
	movq	%rsi, %r10
	movq	%rdi, %r9
	movq	1760(%rsp), %r11
	movq	1816(%rsp), %rbx
	movq	1872(%rsp), %r14
	movq	1960(%rsp), %r15
	movq	2048(%rsp), %r12
	movq	2104(%rsp), %r13
	movq	2176(%rsp), %rbp
	movq	2232(%rsp), %r8
	movq	2288(%rsp), %rdi
	movq	2376(%rsp), %rsi
	movq	%rax, 1264(%rsp)
	movq	1704(%rsp), %rax
	vmovups	%xmm0, 1248(%rsp)
	movq	%rcx, 1208(%rsp)
	vmovups	%xmm1, 1192(%rsp)
	vmovups	%ymm2, 1160(%rsp)
	vmovups	1800(%rsp), %xmm1
	vmovaps	1744(%rsp), %xmm2
	movq	%rdx, 1120(%rsp)
	vmovups	%xmm3, 1104(%rsp)
	vmovups	1672(%rsp), %ymm3
	vmovups	%ymm4, 1072(%rsp)
	movq	%rsi, 1032(%rsp)
	vmovups	%xmm5, 1016(%rsp)
	vmovups	%ymm6, 984(%rsp)
	movq	%rdi, 944(%rsp)
	vmovups	%xmm7, 928(%rsp)
	movq	%r8, 888(%rsp)
	vmovups	%xmm15, 872(%rsp)
	movq	%rbp, 832(%rsp)
	vmovups	%ymm14, 800(%rsp)
	movq	%r13, 760(%rsp)
	vmovups	%xmm13, 744(%rsp)
	movq	%r12, 704(%rsp)
	vmovups	%xmm12, 688(%rsp)
	vmovups	%ymm11, 656(%rsp)
	movq	%r15, 616(%rsp)
	vmovups	%xmm10, 600(%rsp)
	vmovups	%ymm9, 568(%rsp)
	movq	%r14, 528(%rsp)
	vmovups	%xmm8, 512(%rsp)
	movq	%rbx, 472(%rsp)
	vmovups	1600(%rsp), %ymm4
	leaq	1296(%rsp), %rdi
	leaq	1288(%rsp), %rsi
	movq	%r9, %rdx
	movq	%r10, %rcx
	vmovups	%xmm1, 456(%rsp)
	movq	%r11, 416(%rsp)
	vmovups	%xmm2, 400(%rsp)
	movq	%rax, 360(%rsp)
	movq	1632(%rsp), %rax
	vmovups	%ymm3, 328(%rsp)
	vmovups	1528(%rsp), %ymm3
	vmovaps	1472(%rsp), %xmm1
	vmovups	1416(%rsp), %xmm2
	movq	%rax, 288(%rsp)
	movq	1560(%rsp), %rax
	vmovups	%ymm4, 256(%rsp)
	movq	%rax, 216(%rsp)
	movq	1488(%rsp), %rax
	vmovups	%ymm3, 184(%rsp)
	movq	%rax, 144(%rsp)
	movq	1432(%rsp), %rax
	vmovups	%xmm1, 128(%rsp)
	vmovaps	1360(%rsp), %xmm1
	movq	%rax, 88(%rsp)
	movq	1376(%rsp), %rax
	vmovups	%xmm2, 72(%rsp)
	movq	%rax, 32(%rsp)
	movabsq	$_ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE, %rax
	vmovups	%xmm1, 16(%rsp)
	vzeroupper
	callq	*%rax
	movl	%eax, %ecx
	movq	1288(%rsp), %rbx
	movq	1296(%rsp), %rax
	movl	$0, 1284(%rsp)
	testl	%ecx, %ecx
	jne	.LBB2_1
.LBB2_7:
	addq	$1304, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.LBB2_1:
	.cfi_def_cfa_offset 1360
	movq	%rax, %r15
	movabsq	$numba_gil_ensure, %rax
	leaq	1284(%rsp), %rdi
	callq	*%rax
	movabsq	$PyErr_Clear, %rax
	callq	*%rax
	cmpl	$0, 32(%rbx)
	movl	8(%rbx), %esi
	movq	(%rbx), %rdi
	jle	.LBB2_4
	movslq	%esi, %rsi
	movabsq	$PyBytes_FromStringAndSize, %rax
	callq	*%rax
	movq	16(%rbx), %rdi
	movq	%rax, %r14
	callq	*24(%rbx)
	testq	%rax, %rax
	je	.LBB2_3
	movabsq	$numba_runtime_build_excinfo_struct, %rcx
	movq	%r14, %rdi
	movq	%rax, %rsi
	callq	*%rcx
	movq	%rax, %r14
	movabsq	$NRT_Free, %rax
	movq	%rbx, %rdi
	callq	*%rax
	jmp	.LBB2_5
.LBB2_4:
	movq	16(%rbx), %rdx
	movabsq	$numba_unpickle, %rax
	callq	*%rax
	movq	%rax, %r14
.LBB2_5:
	testq	%r14, %r14
	je	.LBB2_6
	movabsq	$numba_do_raise, %rax
	movq	%r14, %rdi
	callq	*%rax
.LBB2_6:
	movabsq	$".const.<numba.core.cpu.CPUContext>", %rdi
	movabsq	$PyUnicode_FromString, %rax
	callq	*%rax
	movq	%rax, %rbx
	movabsq	$PyErr_WriteUnraisable, %rax
	movq	%rbx, %rdi
	callq	*%rax
	movabsq	$Py_DecRef, %rax
	movq	%rbx, %rdi
	callq	*%rax
	movabsq	$numba_gil_release, %rax
	leaq	1284(%rsp), %rdi
	callq	*%rax
	movq	%r15, %rax
	jmp	.LBB2_7
.LBB2_3:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.Error creating Python tuple from runtime exception arguments.1", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	xorl	%eax, %eax
	jmp	.LBB2_7
.Lfunc_end2:
	.size	cfunc._ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE, .Lfunc_end2-cfunc._ZN3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE
	.cfi_endproc

	.weak	__gufunc__._ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE
	.p2align	4
	.type	__gufunc__._ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE,@function
__gufunc__._ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$2344, %rsp
	.cfi_def_cfa_offset 2400
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	movq	(%rdx), %r13
	movq	8(%rsi), %rcx
	movq	40(%rdi), %r9
	movq	96(%rdi), %r14
	movq	128(%rdi), %r10
	movq	144(%rdi), %r11
	movq	160(%rdi), %rbx
	movq	(%rsi), %rax
	movq	16(%rdi), %r15
	movq	24(%rdi), %r8
	movq	56(%rdi), %r12
	movq	88(%rdi), %rbp
	movq	%r13, 1880(%rsp)
	movq	8(%rdx), %r13
	movq	%rcx, 2240(%rsp)
	movq	16(%rsi), %rcx
	movq	%r9, 1584(%rsp)
	movq	48(%rdi), %r9
	movq	%r14, 1616(%rsp)
	movq	%r10, 1592(%rsp)
	movq	%r11, 1576(%rsp)
	movq	%rbx, 1560(%rsp)
	movq	104(%rdi), %r14
	movq	136(%rdi), %r10
	movq	152(%rdi), %r11
	movq	168(%rdi), %rbx
	movq	%r13, 1872(%rsp)
	movq	184(%rdx), %r13
	movq	%rcx, 1528(%rsp)
	movq	24(%rsi), %rcx
	movq	%r9, 1568(%rsp)
	movq	64(%rdi), %r9
	movq	%r13, 2152(%rsp)
	movq	16(%rdx), %r13
	movq	%rcx, 1520(%rsp)
	movq	32(%rsi), %rcx
	movq	%r9, 1552(%rsp)
	movq	72(%rdi), %r9
	movq	%r13, 1864(%rsp)
	movq	24(%rdx), %r13
	movq	%rcx, 1512(%rsp)
	movq	40(%rsi), %rcx
	movq	%r9, 1344(%rsp)
	movq	80(%rdi), %r9
	movq	%r13, 1856(%rsp)
	movq	192(%rdx), %r13
	movq	%rcx, 1504(%rsp)
	movq	48(%rsi), %rcx
	movq	%r9, 1536(%rsp)
	movq	112(%rdi), %r9
	movq	%r13, 2144(%rsp)
	movq	200(%rdx), %r13
	movq	%rcx, 1496(%rsp)
	movq	56(%rsi), %rcx
	movq	%r9, 1608(%rsp)
	movq	120(%rdi), %r9
	movq	%r13, 2136(%rsp)
	movq	32(%rdx), %r13
	movq	%rcx, 2232(%rsp)
	movq	64(%rsi), %rcx
	movq	%r13, 1848(%rsp)
	movq	40(%rdx), %r13
	movq	%rcx, 1488(%rsp)
	movq	72(%rsi), %rcx
	movq	%r13, 1840(%rsp)
	movq	208(%rdx), %r13
	movq	%rcx, 1480(%rsp)
	movq	80(%rsi), %rcx
	movq	%r13, 2128(%rsp)
	movq	216(%rdx), %r13
	movq	%rcx, 1472(%rsp)
	movq	88(%rsi), %rcx
	movq	%r13, 2120(%rsp)
	movq	224(%rdx), %r13
	movq	%rcx, 2224(%rsp)
	movq	96(%rsi), %rcx
	movq	%r13, 2112(%rsp)
	movq	48(%rdx), %r13
	movq	%rcx, 2216(%rsp)
	movq	104(%rsi), %rcx
	movq	%r13, 1832(%rsp)
	movq	232(%rdx), %r13
	movq	%rcx, 1464(%rsp)
	movq	112(%rsi), %rcx
	movq	%r13, 2104(%rsp)
	movq	56(%rdx), %r13
	movq	%rcx, 1456(%rsp)
	movq	120(%rsi), %rcx
	movq	%r13, 1824(%rsp)
	movq	240(%rdx), %r13
	movq	%rcx, 1448(%rsp)
	movq	128(%rsi), %rcx
	movq	%r13, 2096(%rsp)
	movq	248(%rdx), %r13
	movq	%rcx, 2208(%rsp)
	movq	136(%rsi), %rcx
	movq	%r13, 2088(%rsp)
	movq	256(%rdx), %r13
	movq	%rcx, 2200(%rsp)
	movq	144(%rsi), %rcx
	movq	%r13, 2080(%rsp)
	movq	64(%rdx), %r13
	movq	%rcx, 2192(%rsp)
	movq	152(%rsi), %rcx
	movq	%r13, 1816(%rsp)
	movq	264(%rdx), %r13
	movq	%rcx, 1440(%rsp)
	movq	160(%rsi), %rcx
	movq	%r13, 2072(%rsp)
	movq	72(%rdx), %r13
	movq	%rcx, 1432(%rsp)
	movq	168(%rsi), %rcx
	movq	%r13, 1808(%rsp)
	movq	272(%rdx), %r13
	movq	%rcx, 1424(%rsp)
	movq	176(%rsi), %rcx
	movq	%r13, 2064(%rsp)
	movq	80(%rdx), %r13
	movq	%rcx, 1416(%rsp)
	movq	184(%rsi), %rcx
	movq	%r13, 1800(%rsp)
	movq	280(%rdx), %r13
	movq	%rcx, 1408(%rsp)
	movq	192(%rsi), %rcx
	movq	%r13, 2056(%rsp)
	movq	288(%rdx), %r13
	movq	%rcx, 1400(%rsp)
	movq	200(%rsi), %rcx
	movq	%r13, 2048(%rsp)
	movq	296(%rdx), %r13
	movq	%rcx, 2184(%rsp)
	movq	208(%rsi), %rcx
	movq	%r13, 2040(%rsp)
	movq	88(%rdx), %r13
	movq	%rcx, 2176(%rsp)
	movq	216(%rsi), %rcx
	movq	%r13, 1792(%rsp)
	movq	304(%rdx), %r13
	movq	%rcx, 2168(%rsp)
	movq	224(%rsi), %rcx
	movq	%r13, 2032(%rsp)
	movq	96(%rdx), %r13
	movq	%rcx, 1392(%rsp)
	movq	232(%rsi), %rcx
	movq	%r13, 1784(%rsp)
	movq	312(%rdx), %r13
	movq	%rcx, 1384(%rsp)
	movq	240(%rsi), %rcx
	movq	%r13, 2024(%rsp)
	movq	104(%rdx), %r13
	movq	%rcx, 1376(%rsp)
	movq	248(%rsi), %rcx
	movq	%r13, 1776(%rsp)
	movq	320(%rdx), %r13
	movq	%rcx, 1368(%rsp)
	movq	256(%rsi), %rcx
	movq	%r13, 2016(%rsp)
	movq	112(%rdx), %r13
	movq	%rcx, 1360(%rsp)
	movq	264(%rsi), %rcx
	movq	%r13, 1768(%rsp)
	movq	328(%rdx), %r13
	movq	%rcx, 1352(%rsp)
	movq	272(%rsi), %rcx
	movq	32(%rdi), %rsi
	movq	%r13, 2008(%rsp)
	movq	336(%rdx), %r13
	movq	%rcx, 2160(%rsp)
	movq	(%rdi), %rcx
	movq	%r13, 2000(%rsp)
	movq	120(%rdx), %r13
	movq	%rcx, 1600(%rsp)
	movq	8(%rdi), %rcx
	movq	176(%rdi), %rdi
	movq	%r13, 1760(%rsp)
	movq	344(%rdx), %r13
	movq	%rdi, 1544(%rsp)
	movq	176(%rdx), %rdi
	movq	%r13, 1992(%rsp)
	movq	352(%rdx), %r13
	movq	%rdi, 1704(%rsp)
	movq	%r13, 1984(%rsp)
	movq	128(%rdx), %r13
	movq	%r13, 1752(%rsp)
	movq	360(%rdx), %r13
	movq	%r13, 1976(%rsp)
	movq	368(%rdx), %r13
	movq	%r13, 1968(%rsp)
	movq	136(%rdx), %r13
	movq	%r13, 1744(%rsp)
	movq	376(%rdx), %r13
	movq	%r13, 1960(%rsp)
	movq	144(%rdx), %r13
	movq	%r13, 1736(%rsp)
	movq	384(%rdx), %r13
	movq	%r13, 1952(%rsp)
	movq	152(%rdx), %r13
	movq	%r13, 1728(%rsp)
	movq	392(%rdx), %r13
	movq	%r13, 1944(%rsp)
	movq	160(%rdx), %r13
	movq	%r13, 1720(%rsp)
	movq	400(%rdx), %r13
	movq	%r13, 1936(%rsp)
	movq	408(%rdx), %r13
	movq	%r13, 1928(%rsp)
	movq	416(%rdx), %r13
	movq	%r13, 1920(%rsp)
	movq	168(%rdx), %r13
	movq	%r13, 1712(%rsp)
	movq	424(%rdx), %r13
	movq	%r13, 1912(%rsp)
	movq	432(%rdx), %r13
	movq	%r13, 1904(%rsp)
	movq	440(%rdx), %r13
	movq	448(%rdx), %rdx
	movq	$0, 1624(%rsp)
	movl	$0, 1340(%rsp)
	movq	%r13, 1896(%rsp)
	movq	%rdx, 1888(%rsp)
	testq	%rax, %rax
	jle	.LBB3_10
	movq	%r12, %rdi
	movq	1504(%rsp), %r13
	imulq	1512(%rsp), %r13
	movq	1480(%rsp), %r12
	imulq	1488(%rsp), %r12
	imulq	1496(%rsp), %r13
	imulq	1472(%rsp), %r12
	movq	1520(%rsp), %rdx
	imulq	1528(%rsp), %rdx
	movq	%r13, 1688(%rsp)
	movq	1456(%rsp), %r13
	imulq	1464(%rsp), %r13
	movq	%r12, 1680(%rsp)
	movq	1432(%rsp), %r12
	imulq	1448(%rsp), %r13
	imulq	1440(%rsp), %r12
	movq	%rdx, 1696(%rsp)
	movq	%r13, 1672(%rsp)
	movq	1416(%rsp), %r13
	movq	%r12, 1664(%rsp)
	movq	1400(%rsp), %r12
	imulq	1424(%rsp), %r13
	imulq	1408(%rsp), %r12
	movq	%r13, 1656(%rsp)
	movq	1384(%rsp), %r13
	imulq	1392(%rsp), %r13
	movq	%r12, 1648(%rsp)
	movq	1360(%rsp), %r12
	imulq	1368(%rsp), %r12
	imulq	1376(%rsp), %r13
	imulq	1352(%rsp), %r12
	movq	%r13, 1640(%rsp)
	movq	%r12, 1632(%rsp)
	.p2align	4
.LBB3_2:
	movq	%rax, 2328(%rsp)
	movq	%rsi, 2304(%rsp)
	movq	(%rsi), %rdx
	movq	%rcx, 2312(%rsp)
	movq	(%rcx), %rax
	movq	%r15, 2320(%rsp)
	movq	(%r15), %rcx
	movq	2160(%rsp), %rsi
	movq	1888(%rsp), %r12
	movq	1544(%rsp), %r15
	vxorps	%xmm0, %xmm0, %xmm0
	movq	%r9, 2248(%rsp)
	movq	%r8, 2256(%rsp)
	movq	%r10, 2272(%rsp)
	movq	%rbx, 2280(%rsp)
	movq	%r14, 2288(%rsp)
	movq	%r11, 2296(%rsp)
	movq	%r12, 1328(%rsp)
	movq	%rsi, 1320(%rsp)
	movq	%r15, 1312(%rsp)
	movq	%rsi, 1296(%rsp)
	vmovups	%xmm0, 1280(%rsp)
	movq	%rbx, 1224(%rsp)
	movq	1904(%rsp), %r15
	movq	1912(%rsp), %r12
	movq	1896(%rsp), %rsi
	movq	1632(%rsp), %rbx
	movq	%r15, 1264(%rsp)
	movq	1352(%rsp), %r15
	movq	%r12, 1256(%rsp)
	movq	1360(%rsp), %r12
	movq	%rsi, 1272(%rsp)
	movq	%rbx, 1208(%rsp)
	movq	%r15, 1248(%rsp)
	movq	1368(%rsp), %r15
	movq	%r12, 1240(%rsp)
	movq	%r15, 1232(%rsp)
	vmovups	%xmm0, 1192(%rsp)
	movq	1928(%rsp), %r15
	movq	1936(%rsp), %rbx
	movq	1920(%rsp), %rsi
	movq	%r15, 1176(%rsp)
	movq	1376(%rsp), %r15
	movq	%rbx, 1168(%rsp)
	movq	1384(%rsp), %rbx
	movq	%rsi, 1184(%rsp)
	movq	%r15, 1160(%rsp)
	movq	1392(%rsp), %r15
	movq	%rbx, 1152(%rsp)
	movq	1560(%rsp), %rbx
	movq	%r15, 1144(%rsp)
	movq	1640(%rsp), %r15
	movq	%rbx, 1136(%rsp)
	movq	%r15, 1120(%rsp)
	vmovups	%xmm0, 1104(%rsp)
	movq	%r11, 1080(%rsp)
	movq	2168(%rsp), %rbx
	movq	1944(%rsp), %rsi
	movq	%rsi, 1096(%rsp)
	movq	%rbx, 1088(%rsp)
	movq	%rbx, 1064(%rsp)
	vmovups	%xmm0, 1048(%rsp)
	movq	2176(%rsp), %r15
	movq	1952(%rsp), %rsi
	movq	1576(%rsp), %r11
	movq	%rsi, 1040(%rsp)
	movq	%r15, 1032(%rsp)
	movq	%r11, 1024(%rsp)
	movq	%r15, 1008(%rsp)
	vmovups	%xmm0, 992(%rsp)
	movq	%r10, 968(%rsp)
	movq	2184(%rsp), %rbx
	movq	1960(%rsp), %rsi
	movq	%rsi, 984(%rsp)
	movq	%rbx, 976(%rsp)
	movq	%rbx, 952(%rsp)
	vmovups	%xmm0, 936(%rsp)
	movq	1976(%rsp), %r11
	movq	1400(%rsp), %r10
	movq	1968(%rsp), %rsi
	movq	%r11, 920(%rsp)
	movq	1408(%rsp), %r11
	movq	%r10, 912(%rsp)
	movq	1592(%rsp), %r10
	movq	%rsi, 928(%rsp)
	movq	%r11, 904(%rsp)
	movq	1648(%rsp), %r11
	movq	%r10, 896(%rsp)
	movq	%r11, 880(%rsp)
	vmovups	%xmm0, 864(%rsp)
	movq	%r9, 824(%rsp)
	movq	1992(%rsp), %r10
	movq	1984(%rsp), %rsi
	movq	1416(%rsp), %r11
	movq	1656(%rsp), %r9
	movq	%r10, 848(%rsp)
	movq	1424(%rsp), %r10
	movq	%rsi, 856(%rsp)
	movq	%r11, 840(%rsp)
	movq	%r9, 808(%rsp)
	movq	%r10, 832(%rsp)
	vmovups	%xmm0, 792(%rsp)
	movq	2008(%rsp), %r10
	movq	1432(%rsp), %r9
	movq	2000(%rsp), %rsi
	movq	%r10, 776(%rsp)
	movq	1440(%rsp), %r10
	movq	%r9, 768(%rsp)
	movq	1608(%rsp), %r9
	movq	%rsi, 784(%rsp)
	movq	%r10, 760(%rsp)
	movq	1664(%rsp), %r10
	movq	%r9, 752(%rsp)
	movq	%r10, 736(%rsp)
	vmovups	%xmm0, 720(%rsp)
	movq	%r14, 696(%rsp)
	movq	2192(%rsp), %r9
	movq	2016(%rsp), %rsi
	movq	%rsi, 712(%rsp)
	movq	%r9, 704(%rsp)
	movq	%r9, 680(%rsp)
	vmovups	%xmm0, 664(%rsp)
	movq	2200(%rsp), %r10
	movq	2024(%rsp), %rsi
	movq	1616(%rsp), %r14
	movq	%rsi, 656(%rsp)
	movq	%r10, 648(%rsp)
	movq	%r14, 640(%rsp)
	movq	%r10, 624(%rsp)
	vmovups	%xmm0, 608(%rsp)
	movq	%rbp, 2264(%rsp)
	movq	%rbp, 584(%rsp)
	movq	%rdi, %rbp
	movq	2208(%rsp), %r9
	movq	2032(%rsp), %rsi
	movq	%rsi, 600(%rsp)
	movq	%r9, 592(%rsp)
	movq	%r9, 568(%rsp)
	vmovups	%xmm0, 552(%rsp)
	movq	2048(%rsp), %r10
	movq	2056(%rsp), %r9
	movq	2040(%rsp), %rsi
	movq	1536(%rsp), %r14
	movq	%r10, 536(%rsp)
	movq	%r9, 528(%rsp)
	movq	1448(%rsp), %r10
	movq	1456(%rsp), %r9
	movq	%rsi, 544(%rsp)
	movq	%r14, 496(%rsp)
	movq	%r10, 520(%rsp)
	movq	%r9, 512(%rsp)
	movq	1464(%rsp), %r10
	movq	1672(%rsp), %r9
	movq	%r10, 504(%rsp)
	movq	%r9, 480(%rsp)
	vmovups	%xmm0, 464(%rsp)
	movq	2216(%rsp), %r11
	movq	2064(%rsp), %rsi
	movq	1344(%rsp), %r9
	movq	%rsi, 456(%rsp)
	movq	%r11, 448(%rsp)
	movq	%r9, 440(%rsp)
	movq	%r11, 424(%rsp)
	vmovups	%xmm0, 408(%rsp)
	movq	2224(%rsp), %r10
	movq	2072(%rsp), %rsi
	movq	1552(%rsp), %rbx
	movq	%rsi, 400(%rsp)
	movq	%r10, 392(%rsp)
	movq	%rbx, 384(%rsp)
	movq	%r10, 368(%rsp)
	vmovups	%xmm0, 352(%rsp)
	movq	%rdi, 296(%rsp)
	leaq	2336(%rsp), %rdi
	movq	2088(%rsp), %r9
	movq	2096(%rsp), %r10
	movq	2080(%rsp), %rsi
	movq	%r9, 336(%rsp)
	movq	%r10, 328(%rsp)
	movq	1472(%rsp), %r9
	movq	1480(%rsp), %r10
	movq	%rsi, 344(%rsp)
	movq	%r9, 320(%rsp)
	movq	%r10, 312(%rsp)
	movq	1488(%rsp), %r9
	movq	1680(%rsp), %r10
	movq	%r9, 304(%rsp)
	movq	%r10, 280(%rsp)
	vmovups	%xmm0, 264(%rsp)
	movq	2232(%rsp), %r9
	movq	2104(%rsp), %rsi
	movq	1568(%rsp), %r13
	movq	%rsi, 256(%rsp)
	movq	%r9, 248(%rsp)
	movq	%r13, 240(%rsp)
	movq	%r9, 224(%rsp)
	vmovups	%xmm0, 208(%rsp)
	movq	2120(%rsp), %r10
	movq	2128(%rsp), %r9
	movq	2112(%rsp), %rsi
	movq	1584(%rsp), %r12
	movq	%r10, 192(%rsp)
	movq	%r9, 184(%rsp)
	movq	1496(%rsp), %r10
	movq	1504(%rsp), %r9
	movq	%rsi, 200(%rsp)
	movq	%r12, 152(%rsp)
	leaq	1624(%rsp), %rsi
	movq	%r10, 176(%rsp)
	movq	%r9, 168(%rsp)
	movq	1512(%rsp), %r10
	movq	1688(%rsp), %r9
	movq	%r9, 136(%rsp)
	movq	%r10, 160(%rsp)
	vmovups	%xmm0, 120(%rsp)
	movq	%rdx, 112(%rsp)
	movq	%r8, 72(%rsp)
	movl	$8, %r9d
	movq	2136(%rsp), %rdx
	movq	%rdx, 104(%rsp)
	movq	2144(%rsp), %rdx
	movq	%rdx, 96(%rsp)
	movq	1520(%rsp), %rdx
	movq	%rdx, 88(%rsp)
	movq	1528(%rsp), %rdx
	movq	%rdx, 80(%rsp)
	movq	1696(%rsp), %rdx
	movq	%rdx, 56(%rsp)
	vmovups	%xmm0, 40(%rsp)
	movq	%rax, 24(%rsp)
	movq	%rcx, 32(%rsp)
	xorl	%edx, %edx
	xorl	%ecx, %ecx
	movq	$4, 1304(%rsp)
	movq	$8, 1216(%rsp)
	movq	$4, 1128(%rsp)
	movq	$4, 1072(%rsp)
	movq	$4, 1016(%rsp)
	movq	$4, 960(%rsp)
	movq	$1, 888(%rsp)
	movq	$4, 816(%rsp)
	movq	$4, 744(%rsp)
	movq	$8, 688(%rsp)
	movq	$8, 632(%rsp)
	movq	$8, 576(%rsp)
	movq	$8, 488(%rsp)
	movq	$4, 432(%rsp)
	movq	$8, 376(%rsp)
	movq	$4, 288(%rsp)
	movq	$4, 232(%rsp)
	movq	$4, 144(%rsp)
	movq	$4, 64(%rsp)
	movq	2152(%rsp), %rax
	movq	2240(%rsp), %r8
	movq	1600(%rsp), %r15
	movq	%rax, 16(%rsp)
	movabsq	$_ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE, %rax
	movq	%r8, 8(%rsp)
	movq	%r15, (%rsp)
	callq	*%rax
	testl	%eax, %eax
	jne	.LBB3_3
	movq	1344(%rsp), %rax
	addq	1808(%rsp), %rax
	addq	1832(%rsp), %r13
	addq	1880(%rsp), %r15
	addq	1816(%rsp), %rbx
	movq	2304(%rsp), %rdx
	movq	2288(%rsp), %r9
	addq	1848(%rsp), %rdx
	addq	1800(%rsp), %r14
	addq	1776(%rsp), %r9
	movq	%rbp, %rdi
	movq	2312(%rsp), %rcx
	movq	2256(%rsp), %r8
	movq	2264(%rsp), %rbp
	movq	2272(%rsp), %r10
	movq	2296(%rsp), %r11
	addq	1840(%rsp), %r12
	addq	1872(%rsp), %rcx
	addq	1856(%rsp), %r8
	addq	1824(%rsp), %rdi
	addq	1792(%rsp), %rbp
	addq	1744(%rsp), %r10
	addq	1728(%rsp), %r11
	movq	%rax, 1344(%rsp)
	movq	1784(%rsp), %rax
	movq	%r13, 1568(%rsp)
	movq	2248(%rsp), %r13
	addq	1760(%rsp), %r13
	movq	%r15, 1600(%rsp)
	movq	2320(%rsp), %r15
	movq	%rbx, 1552(%rsp)
	movq	2280(%rsp), %rbx
	addq	1864(%rsp), %r15
	addq	1712(%rsp), %rbx
	movq	%r14, 1536(%rsp)
	movq	%r9, %r14
	movq	%rdx, %rsi
	movq	%r12, 1584(%rsp)
	addq	%rax, 1616(%rsp)
	movq	1768(%rsp), %rax
	movq	%r13, %r9
	addq	%rax, 1608(%rsp)
	movq	1752(%rsp), %rax
	addq	%rax, 1592(%rsp)
	movq	1736(%rsp), %rax
	addq	%rax, 1576(%rsp)
	movq	1720(%rsp), %rax
	addq	%rax, 1560(%rsp)
	movq	1704(%rsp), %rax
	addq	%rax, 1544(%rsp)
	movq	2328(%rsp), %rax
	decq	%rax
	jne	.LBB3_2
	jmp	.LBB3_10
.LBB3_3:
	movq	1624(%rsp), %rbx
	movabsq	$numba_gil_ensure, %rcx
	leaq	1340(%rsp), %rdi
	movl	%eax, %ebp
	callq	*%rcx
	testl	%ebp, %ebp
	jle	.LBB3_11
	movabsq	$PyErr_Clear, %rax
	callq	*%rax
	cmpl	$0, 32(%rbx)
	movl	8(%rbx), %esi
	movq	(%rbx), %rdi
	jle	.LBB3_14
	movslq	%esi, %rsi
	movabsq	$PyBytes_FromStringAndSize, %rax
	callq	*%rax
	movq	16(%rbx), %rdi
	movq	%rax, %r14
	callq	*24(%rbx)
	testq	%rax, %rax
	je	.LBB3_6
	movabsq	$numba_runtime_build_excinfo_struct, %rcx
	movq	%r14, %rdi
	movq	%rax, %rsi
	callq	*%rcx
	movq	%rax, %r14
	movabsq	$NRT_Free, %rax
	movq	%rbx, %rdi
	callq	*%rax
	testq	%r14, %r14
	jne	.LBB3_16
	jmp	.LBB3_9
.LBB3_11:
	movl	%ebp, %eax
	cmpl	$-3, %ebp
	je	.LBB3_7
	cmpl	$-1, %eax
	je	.LBB3_9
	movabsq	$PyExc_SystemError, %rdi
	movabsq	$".const.unknown error when calling native function.6", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	jmp	.LBB3_9
.LBB3_14:
	movq	16(%rbx), %rdx
	movabsq	$numba_unpickle, %rax
	callq	*%rax
	movq	%rax, %r14
	testq	%r14, %r14
	je	.LBB3_9
.LBB3_16:
	movabsq	$numba_do_raise, %rax
	movq	%r14, %rdi
.LBB3_8:
	callq	*%rax
.LBB3_9:
	movabsq	$numba_gil_release, %rax
	leaq	1340(%rsp), %rdi
	callq	*%rax
.LBB3_10:
	addq	$2344, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.LBB3_7:
	.cfi_def_cfa_offset 2400
	movabsq	$PyExc_StopIteration, %rdi
	movabsq	$PyErr_SetNone, %rax
	jmp	.LBB3_8
.LBB3_6:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.Error creating Python tuple from runtime exception arguments.5", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	jmp	.LBB3_10
.Lfunc_end3:
	.size	__gufunc__._ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE, .Lfunc_end3-__gufunc__._ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE
	.cfi_endproc

	.section	.rodata.cst4,"aM",@progbits,4
	.p2align	2, 0x0
.LCPI4_0:
	.long	0x3f000000
.LCPI4_1:
	.long	0xbf800000
.LCPI4_2:
	.long	0x3f800000
.LCPI4_3:
	.long	0x00800000
.LCPI4_4:
	.long	2146121005
.LCPI4_5:
	.long	2221713035
.LCPI4_6:
	.long	2654435769
.LCPI4_7:
	.long	0x34000000
.LCPI4_8:
	.long	0xc0a55d9e
.LCPI4_9:
	.long	0x40490fd5
.LCPI4_10:
	.long	0xbbc4571d
.LCPI4_11:
	.long	0x3da4d252
.LCPI4_12:
	.long	0xbf192903
.LCPI4_13:
	.long	0x4023313f
.LCPI4_14:
	.long	0x33800000
.LCPI4_15:
	.long	3234528013
.LCPI4_16:
	.long	4286578688
.LCPI4_17:
	.long	0xbe7ffffc
.LCPI4_18:
	.long	0x3eaaaaaa
.LCPI4_19:
	.long	0xbe2aae50
.LCPI4_20:
	.long	0x3e4cceac
.LCPI4_21:
	.long	0xbdfe5d4f
.LCPI4_22:
	.long	0x3e11e9bf
.LCPI4_23:
	.long	0xbdebd1b8
.LCPI4_24:
	.long	0x3def251a
.LCPI4_25:
	.long	0x3d9021bb
.LCPI4_26:
	.long	0x3f317218
.LCPI4_27:
	.long	0xbf000000
.LCPI4_28:
	.long	0xc0000000
.LCPI4_29:
	.long	0xc2ae0000
.LCPI4_30:
	.long	0x42b00000
.LCPI4_31:
	.long	0x3fb8aa3b
.LCPI4_32:
	.long	0x39506967
.LCPI4_33:
	.long	0x3ab743ce
.LCPI4_34:
	.long	0x3c088908
.LCPI4_35:
	.long	0x3d2aa9c1
.LCPI4_36:
	.long	0x3e2aaaaa
.LCPI4_37:
	.long	0x80000000
.LCPI4_38:
	.long	0x3e2aae50
.LCPI4_39:
	.long	0x3debd1b8
.LCPI4_40:
	.long	0xbe4cceac
.LCPI4_41:
	.long	0xbdef251a
	.section	.rodata.cst16,"aM",@progbits,16
	.p2align	4, 0x0
.LCPI4_42:
	.quad	6998721842876670307
	.quad	7814625436971398003
	.section	.ltext,"axl",@progbits
	.weak	_ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE
	.p2align	4
	.type	_ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE,@function
_ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$4424, %rsp
	.cfi_def_cfa_offset 4480
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	movq	%rdi, 1624(%rsp)
	movq	4520(%rsp), %rdi
	movq	4888(%rsp), %r13
	movq	4832(%rsp), %r14
	movq	4744(%rsp), %rbx
	movq	4688(%rsp), %r15
	movq	4600(%rsp), %rbp
	vxorps	%xmm0, %xmm0, %xmm0
	movabsq	$NRT_incref, %r12
	movq	%rsi, 360(%rsp)
	movq	$0, 712(%rsp)
	vmovups	%ymm0, 1200(%rsp)
	vmovups	%ymm0, 1168(%rsp)
	vmovups	%ymm0, 1136(%rsp)
	vmovups	%ymm0, 1104(%rsp)
	vmovups	%ymm0, 1072(%rsp)
	vmovups	%ymm0, 1040(%rsp)
	vmovups	%ymm0, 1008(%rsp)
	vmovups	%ymm0, 976(%rsp)
	vmovups	%ymm0, 944(%rsp)
	vzeroupper
	callq	*%r12
	movq	%rbp, %rdi
	callq	*%r12
	movq	%r15, %rdi
	callq	*%r12
	movq	%rbx, %rdi
	callq	*%r12
	movq	%r14, %rdi
	callq	*%r12
	movq	%r13, %rdi
	callq	*%r12
	movq	4944(%rsp), %rdi
	callq	*%r12
	movq	5032(%rsp), %rdi
	callq	*%r12
	movq	5088(%rsp), %rdi
	callq	*%r12
	movq	5144(%rsp), %rdi
	callq	*%r12
	movq	5200(%rsp), %rdi
	callq	*%r12
	movq	5272(%rsp), %rdi
	callq	*%r12
	movq	5344(%rsp), %rdi
	callq	*%r12
	movq	5416(%rsp), %rdi
	callq	*%r12
	movq	5472(%rsp), %rdi
	callq	*%r12
	movq	5528(%rsp), %rdi
	callq	*%r12
	movq	5584(%rsp), %rdi
	callq	*%r12
	movq	5672(%rsp), %rdi
	callq	*%r12
	movq	5760(%rsp), %rdi
	callq	*%r12
	movq	4480(%rsp), %rax
	movq	(%rax), %r11
	movq	8(%rax), %r15
	movabsq	$9223372036854775680, %rax
	addq	$127, %rax
	subq	%r11, %r15
	cmpq	%rax, %r15
	jae	.LBB4_280
	movq	5072(%rsp), %rax
	movq	5456(%rsp), %r8
	movl	$1, %edx
	cmpq	$2, %rax
	cmovgeq	%rax, %rdx
	testq	%r8, %r8
	js	.LBB4_320
	movabsq	$2305843009213693951, %rax
	cmpq	%rax, %r8
	ja	.LBB4_322
	movq	5512(%rsp), %rdi
	leaq	(,%r8,4), %r12
	testq	%rdi, %rdi
	js	.LBB4_326
	movq	%rax, %rsi
	movabsq	$NRT_MemInfo_alloc_aligned, %r14
	cmpq	%rax, %rdi
	ja	.LBB4_330
	movq	%r8, %rax
	leaq	(,%rdi,4), %rcx
	shrq	$60, %rax
	movq	%rcx, 456(%rsp)
	jne	.LBB4_334
	movq	5640(%rsp), %r13
	movq	4800(%rsp), %r9
	addq	$-2, %rdx
	movq	4992(%rsp), %rax
	imulq	5000(%rsp), %rax
	movq	4656(%rsp), %r10
	addq	$-7, %rsi
	leaq	(,%r8,8), %r8
	incq	%r15
	movq	%r12, 528(%rsp)
	movq	%rdx, 1536(%rsp)
	andq	%rdi, %rsi
	movq	%r8, 1640(%rsp)
	movq	%rsi, 1704(%rsp)
	movq	5320(%rsp), %rsi
	movq	%r13, %rdx
	imulq	5632(%rsp), %rdx
	movq	%r9, %rbx
	imulq	4792(%rsp), %rbx
	movq	%rax, 1672(%rsp)
	movq	%r10, %rbp
	imulq	4648(%rsp), %rbp
	leaq	(,%r13,4), %r8
	movq	%r8, 1816(%rsp)
	leaq	(,%rsi,4), %rsi
	movq	%rsi, 1528(%rsp)
	movq	%rdx, 1568(%rsp)
	movabsq	$9223372036854775680, %rdx
	movq	%rbx, 1656(%rsp)
	movq	5720(%rsp), %rbx
	imulq	5728(%rsp), %rbx
	movq	%rbp, 1664(%rsp)
	movq	5248(%rsp), %rbp
	leaq	96(%rdx), %rax
	movq	%rcx, %rdx
	movabsq	$.LCPI4_2, %rcx
	andq	%rax, %rdx
	vmovss	(%rcx), %xmm0
	vbroadcastss	(%rcx), %xmm2
	vbroadcastss	(%rcx), %ymm1
	movq	5232(%rsp), %rcx
	movq	%rax, 696(%rsp)
	movq	%rdx, 1696(%rsp)
	movq	5504(%rsp), %rdx
	movq	%rbx, 1560(%rsp)
	movq	5560(%rsp), %rbx
	leaq	(,%rbp,4), %rsi
	movq	%r14, %rbp
	movabsq	$memset, %r14
	movq	%rsi, 1520(%rsp)
	leaq	(%rdx,%rdi,4), %rdx
	movq	%rdx, 1592(%rsp)
	leaq	44800(%rcx), %rdx
	leaq	(%rbx,%rdi,4), %rax
	movq	%rdx, 1552(%rsp)
	leaq	8960(%rcx), %rdx
	leaq	(,%r10,4), %rcx
	movq	%rax, 1584(%rsp)
	movq	%rdx, 1544(%rsp)
	movq	%rcx, 1760(%rsp)
	leaq	(,%r9,4), %rdx
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.27, %rcx
	vmovaps	%xmm0, 2512(%rsp)
	vmovaps	%xmm2, 2496(%rsp)
	vmovups	%ymm1, 2640(%rsp)
	movq	%rdx, 1712(%rsp)
	movq	%rcx, 8(%rsp)
	jmp	.LBB4_8
	.p2align	4
.LBB4_7:
	movq	1688(%rsp), %rbp
	movq	24(%rsp), %rdi
	movabsq	$NRT_decref, %r15
	leaq	-1(%rbp), %rbx
	callq	*%r15
	movq	296(%rsp), %rdi
	callq	*%r15
	movq	312(%rsp), %rdi
	callq	*%r15
	movq	304(%rsp), %rdi
	callq	*%r15
	movq	288(%rsp), %rdi
	callq	*%r15
	movq	280(%rsp), %rdi
	callq	*%r15
	movq	1680(%rsp), %r11
	movq	528(%rsp), %r12
	movq	%rbx, %r15
	cmpq	$1, %rbp
	movabsq	$NRT_MemInfo_alloc_aligned, %rbp
	jle	.LBB4_280
.LBB4_8:
	movl	$89600, %edi
	movl	$32, %esi
	movq	%r12, %r13
	movq	%r11, %r12
	vzeroupper
	callq	*%rbp
	testq	%rax, %rax
	je	.LBB4_342
	movq	%rbp, %rbx
	movq	24(%rax), %rbp
	movl	$89600, %edx
	xorl	%esi, %esi
	movq	%r15, 1688(%rsp)
	movq	%rax, %r15
	movq	%rbp, %rdi
	callq	*%r14
	movq	%r15, %rdi
	movabsq	$NRT_incref, %rax
	movq	%r15, 24(%rsp)
	callq	*%rax
	movl	$2240, %edi
	movl	$32, %esi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_325
	movq	24(%rax), %rdi
	movl	$2240, %edx
	xorl	%esi, %esi
	movq	%rax, %r15
	movq	%rdi, 320(%rsp)
	callq	*%r14
	movq	%r13, %rdi
	movl	$32, %esi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_325
	movq	24(%rax), %rdi
	xorl	%esi, %esi
	movq	%r13, %rdx
	movq	%r12, 464(%rsp)
	movq	%rax, 312(%rsp)
	movq	%rdi, 560(%rsp)
	callq	*%r14
	movq	456(%rsp), %r13
	movl	$32, %esi
	movq	%r13, %rdi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_325
	movq	24(%rax), %rdi
	xorl	%esi, %esi
	movq	%r13, %rdx
	movq	%rax, 304(%rsp)
	movq	%rdi, 536(%rsp)
	callq	*%r14
	movq	%r13, %rdi
	movl	$32, %esi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_325
	movq	24(%rax), %rdi
	xorl	%esi, %esi
	movq	%r13, %rdx
	movq	%r15, 296(%rsp)
	movq	%rax, 288(%rsp)
	movq	%rdi, 376(%rsp)
	callq	*%r14
	movq	1640(%rsp), %r15
	movl	$32, %esi
	movq	%r15, %rdi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_313
	movq	%rax, %rcx
	movq	464(%rsp), %r13
	xorl	%esi, %esi
	movq	%r15, %rdx
	movq	24(%rcx), %rdi
	movq	%rcx, 280(%rsp)
	leaq	1(%r13), %rax
	movq	%rax, 1680(%rsp)
	callq	*%r14
	movq	24(%rsp), %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	cmpq	$2, 5072(%rsp)
	jl	.LBB4_7
	cmpq	$8, 5512(%rsp)
	movq	4504(%rsp), %rax
	leaq	1(%r13), %rdx
	movq	4512(%rsp), %rcx
	movq	376(%rsp), %r9
	movq	536(%rsp), %r8
	movq	1592(%rsp), %r14
	movq	5504(%rsp), %rbx
	movq	1584(%rsp), %rdi
	movq	5560(%rsp), %r15
	setb	%r12b
	imulq	%rax, %rdx
	imulq	%rax, %r13
	movq	456(%rsp), %rax
	cmpq	%rdx, %rcx
	leaq	(%r9,%rax), %r11
	cmovlq	%rcx, %rdx
	leaq	(%r8,%rax), %rcx
	subq	%r13, %rdx
	cmpq	%r11, %r8
	setb	32(%rsp)
	cmpq	%rcx, %r9
	movq	%rdx, 1576(%rsp)
	setb	%r10b
	cmpq	%r14, %r8
	setb	%al
	cmpq	%rcx, %rbx
	setb	160(%rsp)
	cmpq	%rdi, %r8
	setb	%sil
	cmpq	%rcx, %r15
	setb	64(%rsp)
	cmpq	%r14, %r9
	movabsq	$memset, %r14
	setb	%cl
	cmpq	%r11, %rbx
	setb	%bl
	cmpq	%rdi, %r9
	setb	%r8b
	cmpq	%r11, %r15
	setb	%r11b
	testq	%rdx, %rdx
	jle	.LBB4_7
	andb	32(%rsp), %r10b
	andb	160(%rsp), %al
	andb	64(%rsp), %sil
	andb	%bl, %cl
	movl	%r12d, %r9d
	andb	%r11b, %r8b
	movq	1544(%rsp), %rdx
	movq	5304(%rsp), %rdi
	movq	%r13, 464(%rsp)
	orb	%r8b, %r9b
	orb	%sil, %cl
	orb	%r10b, %al
	movq	5376(%rsp), %rsi
	orb	%al, %cl
	movq	1552(%rsp), %rax
	orb	%cl, %r9b
	movq	5232(%rsp), %rcx
	movb	%r9b, 22(%rsp)
	movq	%rax, 472(%rsp)
	xorl	%eax, %eax
.LBB4_17:
	movq	%rsi, 704(%rsp)
	movq	%rax, %rsi
	movq	1568(%rsp), %rax
	movq	%rcx, 504(%rsp)
	movq	1560(%rsp), %rcx
	movq	%rdi, 152(%rsp)
	movq	%rdx, 272(%rsp)
	movq	5304(%rsp), %r9
	movq	5616(%rsp), %r10
	movq	5232(%rsp), %r8
	movq	4520(%rsp), %rbx
	movabsq	$NRT_incref, %r12
	movq	%rsi, %rdx
	leaq	1(%rsi), %rdi
	movq	%rsi, 520(%rsp)
	imulq	5248(%rsp), %rdx
	movq	%rdi, 1512(%rsp)
	imulq	%rsi, %rax
	imulq	%rsi, %rcx
	imulq	5320(%rsp), %rsi
	leaq	(%r8,%rdx,4), %rdi
	leaq	8960(%r8,%rdx,4), %rdx
	movq	%rdi, 368(%rsp)
	movq	%rdx, 680(%rsp)
	leaq	(%r9,%rsi,4), %rsi
	movq	5704(%rsp), %r9
	movq	%rsi, 544(%rsp)
	leaq	(%r10,%rax,4), %rsi
	leaq	29120(%r10,%rax,4), %rax
	movq	%rax, 1648(%rsp)
	movq	1576(%rsp), %rax
	movq	%rsi, 672(%rsp)
	leaq	(%r9,%rcx,8), %rcx
	movq	%rcx, 1824(%rsp)
	movq	%rax, 480(%rsp)
	jmp	.LBB4_19
	.p2align	4
.LBB4_18:
	movq	480(%rsp), %rax
	incq	488(%rsp)
	movq	5032(%rsp), %rdi
	movabsq	$NRT_decref, %r15
	decq	%rax
	movq	%rax, 32(%rsp)
	vzeroupper
	callq	*%r15
	movq	5088(%rsp), %rdi
	callq	*%r15
	movq	5144(%rsp), %rdi
	callq	*%r15
	movq	5200(%rsp), %rdi
	callq	*%r15
	movq	5272(%rsp), %rdi
	callq	*%r15
	movq	5344(%rsp), %rdi
	callq	*%r15
	movq	5416(%rsp), %rdi
	callq	*%r15
	movq	5472(%rsp), %rdi
	callq	*%r15
	movq	5528(%rsp), %rdi
	callq	*%r15
	movq	5584(%rsp), %rdi
	callq	*%r15
	movq	5672(%rsp), %rdi
	callq	*%r15
	movq	5760(%rsp), %rdi
	callq	*%r15
	movq	4944(%rsp), %rdi
	callq	*%r15
	movq	4888(%rsp), %rdi
	callq	*%r15
	movq	24(%rsp), %rdi
	callq	*%r15
	movq	296(%rsp), %rdi
	callq	*%r15
	movq	312(%rsp), %rdi
	callq	*%r15
	movq	304(%rsp), %rdi
	callq	*%r15
	movq	288(%rsp), %rdi
	callq	*%r15
	movq	280(%rsp), %rdi
	callq	*%r15
	movq	4832(%rsp), %rdi
	callq	*%r15
	movq	4744(%rsp), %r12
	movq	%r12, %rdi
	callq	*%r15
	movq	4600(%rsp), %r13
	movq	%r13, %rdi
	callq	*%r15
	movq	4520(%rsp), %rbx
	movq	%rbx, %rdi
	callq	*%r15
	movq	%r12, %rdi
	callq	*%r15
	movq	%r13, %rdi
	callq	*%r15
	movq	4944(%rsp), %rdi
	callq	*%r15
	cmpq	$1, 480(%rsp)
	movq	32(%rsp), %rax
	movq	488(%rsp), %r13
	movabsq	$NRT_incref, %r12
	movq	%rax, 480(%rsp)
	jbe	.LBB4_279
.LBB4_19:
	movq	%r13, %r15
	movq	4568(%rsp), %r14
	movq	4552(%rsp), %rcx
	movq	%rbx, %rdi
	sarq	$63, %r15
	movq	%r15, %rax
	andq	4560(%rsp), %rax
	addq	%r13, %rax
	imulq	%r14, %rax
	leaq	(%rcx,%rax,4), %rax
	movq	%rax, 32(%rsp)
	callq	*%r12
	vxorps	%xmm0, %xmm0, %xmm0
	vmovups	%ymm0, 1200(%rsp)
	vmovups	%ymm0, 1168(%rsp)
	vmovups	%ymm0, 1136(%rsp)
	vmovups	%ymm0, 1104(%rsp)
	vmovups	%ymm0, 1072(%rsp)
	vmovups	%ymm0, 1040(%rsp)
	vmovups	%ymm0, 1008(%rsp)
	vmovups	%ymm0, 976(%rsp)
	vmovups	%ymm0, 944(%rsp)
	subq	$8, %rsp
	.cfi_adjust_cfa_offset 8
	movq	4536(%rsp), %rcx
	movq	4552(%rsp), %r9
	leaq	952(%rsp), %rdi
	leaq	720(%rsp), %rsi
	movq	%rbx, %rdx
	movq	%r14, %r8
	pushq	4592(%rsp)
	.cfi_adjust_cfa_offset 8
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	pushq	56(%rsp)
	.cfi_adjust_cfa_offset 8
	movabsq	$_ZN3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE, %rax
	vzeroupper
	callq	*%rax
	addq	$32, %rsp
	.cfi_adjust_cfa_offset -32
	testl	%eax, %eax
	jne	.LBB4_302
	vmovss	1228(%rsp), %xmm0
	movq	4720(%rsp), %rcx
	movq	%r15, 264(%rsp)
	andq	4728(%rsp), %r15
	movq	4944(%rsp), %r14
	movq	%r13, 488(%rsp)
	leaq	(%rcx,%r13,4), %rcx
	movq	%r14, %rdi
	movl	(%rcx,%r15,4), %eax
	vmovaps	%xmm0, 1904(%rsp)
	vmovss	1224(%rsp), %xmm0
	movl	%eax, 912(%rsp)
	vmovaps	%xmm0, 2160(%rsp)
	vmovss	1220(%rsp), %xmm0
	vmovaps	%xmm0, 1360(%rsp)
	vmovss	1216(%rsp), %xmm0
	vmovaps	%xmm0, 1344(%rsp)
	vmovss	1212(%rsp), %xmm0
	vmovss	%xmm0, 336(%rsp)
	vmovss	1208(%rsp), %xmm0
	vmovss	%xmm0, 332(%rsp)
	vmovss	1204(%rsp), %xmm0
	vmovaps	%xmm0, 1328(%rsp)
	vmovss	1188(%rsp), %xmm0
	vmovaps	%xmm0, 2192(%rsp)
	vmovss	1184(%rsp), %xmm0
	vmovaps	%xmm0, 2176(%rsp)
	vmovss	1180(%rsp), %xmm0
	vmovaps	%xmm0, 1472(%rsp)
	vmovss	1176(%rsp), %xmm0
	vmovaps	%xmm0, 2416(%rsp)
	vmovss	1172(%rsp), %xmm0
	vmovaps	%xmm0, 1312(%rsp)
	vmovss	1168(%rsp), %xmm0
	vmovaps	%xmm0, 2448(%rsp)
	vmovss	1164(%rsp), %xmm0
	vmovaps	%xmm0, 32(%rsp)
	vmovss	1160(%rsp), %xmm0
	vmovaps	%xmm0, 1296(%rsp)
	vmovss	1156(%rsp), %xmm0
	vmovaps	%xmm0, 1280(%rsp)
	vmovss	1152(%rsp), %xmm0
	vmovaps	%xmm0, 64(%rsp)
	vmovss	1148(%rsp), %xmm0
	vmovaps	%xmm0, 192(%rsp)
	vmovss	1144(%rsp), %xmm0
	vmovaps	%xmm0, 224(%rsp)
	vmovss	1140(%rsp), %xmm0
	vmovaps	%xmm0, 96(%rsp)
	vmovss	1136(%rsp), %xmm0
	vmovaps	%xmm0, 608(%rsp)
	vmovss	1128(%rsp), %xmm0
	vmovaps	%xmm0, 160(%rsp)
	vmovss	1124(%rsp), %xmm0
	vmovaps	%xmm0, 384(%rsp)
	vmovss	1120(%rsp), %xmm0
	vmovss	%xmm0, 588(%rsp)
	vmovss	1116(%rsp), %xmm0
	vmovss	%xmm0, 2384(%rsp)
	vmovss	1112(%rsp), %xmm0
	vmovss	%xmm0, 2352(%rsp)
	vmovss	1108(%rsp), %xmm0
	vmovss	%xmm0, 1872(%rsp)
	vmovss	1104(%rsp), %xmm0
	vmovaps	%xmm0, 2144(%rsp)
	vmovss	1100(%rsp), %xmm0
	vmovaps	%xmm0, 2128(%rsp)
	vmovss	1096(%rsp), %xmm0
	vmovaps	%xmm0, 2112(%rsp)
	vmovss	1092(%rsp), %xmm0
	vmovaps	%xmm0, 2096(%rsp)
	vmovss	1088(%rsp), %xmm0
	vmovaps	%xmm0, 1456(%rsp)
	vmovss	1084(%rsp), %xmm0
	vmovaps	%xmm0, 2336(%rsp)
	vmovss	1080(%rsp), %xmm0
	vmovaps	%xmm0, 2320(%rsp)
	vmovss	1076(%rsp), %xmm0
	vmovaps	%xmm0, 1440(%rsp)
	vmovss	1072(%rsp), %xmm0
	vmovaps	%xmm0, 2304(%rsp)
	vmovss	1068(%rsp), %xmm0
	vmovaps	%xmm0, 2288(%rsp)
	vmovss	1064(%rsp), %xmm0
	vmovaps	%xmm0, 848(%rsp)
	vmovss	1060(%rsp), %xmm0
	vmovaps	%xmm0, 816(%rsp)
	vmovss	1056(%rsp), %xmm0
	vmovaps	%xmm0, 1424(%rsp)
	vmovss	1052(%rsp), %xmm0
	vmovaps	%xmm0, 2272(%rsp)
	vmovss	1048(%rsp), %xmm0
	vmovaps	%xmm0, 2256(%rsp)
	vmovss	1044(%rsp), %xmm0
	vmovaps	%xmm0, 1408(%rsp)
	vmovss	1040(%rsp), %xmm0
	vmovaps	%xmm0, 2240(%rsp)
	vmovss	1036(%rsp), %xmm0
	vmovss	%xmm0, 2752(%rsp)
	vmovss	1032(%rsp), %xmm0
	vmovss	%xmm0, 1376(%rsp)
	vmovss	1028(%rsp), %xmm0
	vmovss	%xmm0, 2688(%rsp)
	vmovss	1024(%rsp), %xmm0
	vmovaps	%xmm0, 2224(%rsp)
	vmovss	1020(%rsp), %xmm0
	vmovaps	%xmm0, 2208(%rsp)
	vmovss	1016(%rsp), %xmm0
	vmovaps	%xmm0, 784(%rsp)
	vmovss	1012(%rsp), %xmm0
	vmovaps	%xmm0, 752(%rsp)
	vmovss	1008(%rsp), %xmm0
	vmovaps	%xmm0, 2080(%rsp)
	vmovss	1004(%rsp), %xmm0
	vmovss	%xmm0, 1392(%rsp)
	vmovss	1000(%rsp), %xmm0
	vmovaps	%xmm0, 2064(%rsp)
	vmovss	996(%rsp), %xmm0
	vmovss	%xmm0, 2720(%rsp)
	vmovss	992(%rsp), %xmm0
	vmovaps	%xmm0, 2048(%rsp)
	vmovss	988(%rsp), %xmm0
	vmovaps	%xmm0, 2032(%rsp)
	vmovss	984(%rsp), %xmm0
	vmovaps	%xmm0, 720(%rsp)
	vmovss	980(%rsp), %xmm0
	vmovaps	%xmm0, 2016(%rsp)
	vmovss	976(%rsp), %xmm0
	vmovaps	%xmm0, 2000(%rsp)
	vmovss	972(%rsp), %xmm0
	vmovss	%xmm0, 144(%rsp)
	vmovss	968(%rsp), %xmm0
	vmovaps	%xmm0, 1984(%rsp)
	vmovss	964(%rsp), %xmm0
	vmovaps	%xmm0, 416(%rsp)
	vmovss	960(%rsp), %xmm0
	vmovaps	%xmm0, 1968(%rsp)
	vmovss	956(%rsp), %xmm0
	vmovaps	%xmm0, 1952(%rsp)
	vmovss	952(%rsp), %xmm0
	vmovaps	%xmm0, 1936(%rsp)
	vmovss	944(%rsp), %xmm0
	vmovaps	%xmm0, 880(%rsp)
	vmovss	948(%rsp), %xmm0
	vmovaps	%xmm0, 1920(%rsp)
	callq	*%r12
	movq	4600(%rsp), %r15
	movq	%r15, %rdi
	callq	*%r12
	movq	4744(%rsp), %rbx
	movq	%rbx, %rdi
	callq	*%r12
	movq	5032(%rsp), %rdi
	callq	*%r12
	movq	5088(%rsp), %rdi
	callq	*%r12
	movq	5144(%rsp), %rdi
	callq	*%r12
	movq	5200(%rsp), %rdi
	callq	*%r12
	movq	5272(%rsp), %rdi
	callq	*%r12
	movq	5344(%rsp), %rdi
	callq	*%r12
	movq	5416(%rsp), %rdi
	callq	*%r12
	movq	5472(%rsp), %rdi
	callq	*%r12
	movq	5528(%rsp), %rdi
	callq	*%r12
	movq	5584(%rsp), %rdi
	callq	*%r12
	movq	5672(%rsp), %rdi
	callq	*%r12
	movq	5760(%rsp), %rdi
	callq	*%r12
	movq	4888(%rsp), %rdi
	callq	*%r12
	movq	24(%rsp), %rdi
	callq	*%r12
	movq	296(%rsp), %rdi
	callq	*%r12
	movq	312(%rsp), %rdi
	callq	*%r12
	movq	304(%rsp), %rdi
	callq	*%r12
	movq	288(%rsp), %rdi
	callq	*%r12
	movq	280(%rsp), %rdi
	callq	*%r12
	movq	%r14, %rdi
	callq	*%r12
	movq	%r15, %rdi
	callq	*%r12
	movq	%rbx, %rdi
	callq	*%r12
	movq	4832(%rsp), %rdi
	callq	*%r12
	movq	5064(%rsp), %rcx
	movq	520(%rsp), %rdx
	movq	5120(%rsp), %rdi
	movq	5128(%rsp), %rsi
	movabsq	$memset, %rbx
	movq	(%rcx,%rdx,8), %rax
	movq	8(%rcx,%rdx,8), %rcx
	leaq	(%rdi,%rax,8), %rdx
	sarq	$63, %rax
	andq	%rsi, %rax
	movq	(%rdx,%rax,8), %rax
	leaq	(%rdi,%rcx,8), %rdx
	sarq	$63, %rcx
	movq	320(%rsp), %rdi
	andq	%rsi, %rcx
	xorl	%esi, %esi
	movq	(%rdx,%rcx,8), %r15
	movl	$2240, %edx
	movq	%rax, 1232(%rsp)
	callq	*%rbx
	cmpq	$0, 5456(%rsp)
	movq	560(%rsp), %rdi
	movabsq	$.LCPI4_9, %r14
	movabsq	$.LCPI4_11, %r13
	je	.LBB4_22
	movq	528(%rsp), %rdx
	xorl	%esi, %esi
	callq	*%rbx
.LBB4_22:
	movq	5512(%rsp), %rax
	movq	472(%rsp), %r12
	leaq	(,%rax,4), %rdx
	testq	%rax, %rax
	je	.LBB4_24
	movq	536(%rsp), %rdi
	xorl	%esi, %esi
	callq	*%rbx
.LBB4_24:
	movq	%r15, 592(%rsp)
	subq	1232(%rsp), %r15
	movl	$26880, %edx
	movq	%rbp, %rdi
	xorl	%esi, %esi
	callq	*%rbx
	vmovaps	720(%rsp), %xmm15
	vmovaps	1472(%rsp), %xmm12
	vmovaps	2448(%rsp), %xmm14
	imull	$-2048144789, 912(%rsp), %eax
	vxorps	%xmm13, %xmm13, %xmm13
	vxorps	%xmm11, %xmm11, %xmm11
	movabsq	$.LCPI4_7, %r9
	movabsq	$.LCPI4_8, %r10
	movabsq	$.LCPI4_10, %r11
	movabsq	$.LCPI4_24, %rbx
	movq	%rax, 688(%rsp)
	testq	%r15, %r15
	jle	.LBB4_30
	movq	688(%rsp), %rdx
	movq	4920(%rsp), %rdi
	vmulss	%xmm14, %xmm14, %xmm0
	leaq	15(%r15), %rcx
	movq	%rcx, %rax
	andq	$-16, %rax
	addl	$1641512162, %edx
	movl	%edx, %esi
	shrl	$16, %esi
	xorl	%edx, %esi
	imull	$2146121005, %esi, %edx
	movl	%edx, %esi
	shrl	$15, %esi
	xorl	%edx, %esi
	imull	$-2073254261, %esi, %edx
	movl	%edx, %esi
	shrl	$16, %esi
	xorl	24(%rdi), %esi
	movabsq	$.LCPI4_0, %rdi
	vmulss	(%rdi), %xmm0, %xmm0
	xorl	%edx, %esi
	movl	%esi, %edx
	shrl	$16, %edx
	xorl	%esi, %edx
	imull	$2146121005, %edx, %edx
	movl	%edx, %esi
	shrl	$15, %esi
	xorl	%edx, %esi
	imull	$-2073254261, %esi, %esi
	movl	%esi, %edx
	shrl	$16, %edx
	xorl	%esi, %edx
	testq	%rax, %rax
	je	.LBB4_271
	movq	368(%rsp), %r10
	movq	544(%rsp), %r11
	leaq	13440(%rbp), %r12
	leaq	47040(%rbp,%rax,4), %rdi
	leaq	44800(%r10,%rax,4), %rsi
	leaq	(%r11,%rax,4), %r8
	cmpq	%rsi, %r12
	setb	%r9b
	cmpq	%rdi, %r10
	setb	%r10b
	cmpq	%r8, %r12
	movq	472(%rsp), %r12
	movabsq	$.LCPI4_28, %r8
	setb	%sil
	cmpq	%rdi, %r11
	movabsq	$.LCPI4_10, %r11
	setb	%dil
	testb	%r10b, %r9b
	movabsq	$.LCPI4_8, %r10
	movabsq	$.LCPI4_7, %r9
	jne	.LBB4_271
	andb	%dil, %sil
	jne	.LBB4_271
	vbroadcastss	%xmm0, %ymm0
	vbroadcastss	384(%rsp), %ymm1
	vbroadcastss	416(%rsp), %ymm2
	vbroadcastss	880(%rsp), %ymm3
	movabsq	$9223372036854775680, %rax
	vbroadcastss	%xmm15, %ymm4
	movabsq	$.LCPI4_1, %rsi
	addq	$112, %rax
	vmovups	%ymm0, 912(%rsp)
	vbroadcastss	224(%rsp), %ymm0
	andq	%rax, %rcx
	xorl	%eax, %eax
	vmovups	%ymm0, 224(%rsp)
	vbroadcastss	608(%rsp), %ymm0
	vmovups	%ymm0, 384(%rsp)
	vbroadcastss	96(%rsp), %ymm0
	vmovups	%ymm0, 96(%rsp)
	vbroadcastss	64(%rsp), %ymm0
	vmovups	%ymm0, 64(%rsp)
	vbroadcastss	192(%rsp), %ymm0
	vmovups	%ymm0, 192(%rsp)
	vbroadcastss	784(%rsp), %ymm0
	vmovups	%ymm0, 784(%rsp)
	vbroadcastss	752(%rsp), %ymm0
	vmovups	%ymm0, 752(%rsp)
	vbroadcastss	848(%rsp), %ymm0
	vmovups	%ymm0, 848(%rsp)
	vbroadcastss	816(%rsp), %ymm0
	vmovups	%ymm0, 816(%rsp)
	vbroadcastss	160(%rsp), %ymm0
	vmovups	%ymm0, 160(%rsp)
	vmovd	%edx, %xmm0
	vpbroadcastd	%xmm0, %ymm0
	vmovdqu	%ymm0, 416(%rsp)
	vbroadcastss	%xmm14, %ymm0
	vmovups	%ymm0, 608(%rsp)
	vbroadcastss	32(%rsp), %ymm0
	vmovups	%ymm0, 32(%rsp)
	vbroadcastss	%xmm12, %ymm0
	.p2align	4
.LBB4_29:
	vbroadcastss	(%rsi), %ymm8
	vaddps	-15680(%r12,%rax,4), %ymm8, %ymm9
	movabsq	$.LCPI4_2, %rdx
	vmovups	-44800(%r12,%rax,4), %ymm6
	vaddps	-42560(%r12,%rax,4), %ymm6, %ymm5
	vxorps	%xmm14, %xmm14, %xmm14
	movabsq	$.LCPI4_35, %rdi
	vbroadcastss	(%rdx), %ymm7
	movabsq	$.LCPI4_3, %rdx
	vaddps	-40320(%r12,%rax,4), %ymm5, %ymm5
	vaddps	-38080(%r12,%rax,4), %ymm5, %ymm5
	vfmadd213ps	%ymm7, %ymm1, %ymm9
	vmaxps	%ymm9, %ymm13, %ymm9
	vmulps	%ymm3, %ymm9, %ymm10
	vmovups	-29120(%r12,%rax,4), %ymm9
	vmovups	%ymm10, 26880(%rbp,%rax,4)
	vaddps	-11200(%r12,%rax,4), %ymm8, %ymm10
	vfmadd213ps	%ymm7, %ymm1, %ymm10
	vmaxps	%ymm10, %ymm13, %ymm10
	vmaxps	%ymm10, %ymm2, %ymm10
	vrcpps	%ymm10, %ymm11
	vmulps	%ymm2, %ymm11, %ymm12
	vfmsub213ps	%ymm2, %ymm12, %ymm10
	vfnmadd213ps	%ymm12, %ymm11, %ymm10
	vcmpltps	%ymm6, %ymm13, %ymm11
	vmovups	%ymm10, 29120(%rbp,%rax,4)
	vaddps	-8960(%r12,%rax,4), %ymm8, %ymm10
	vfmadd213ps	%ymm7, %ymm1, %ymm10
	vmaxps	%ymm10, %ymm13, %ymm10
	vmulps	%ymm4, %ymm10, %ymm10
	vmovups	%ymm10, 31360(%rbp,%rax,4)
	vaddps	-6720(%r12,%rax,4), %ymm8, %ymm10
	vfmadd213ps	%ymm7, %ymm1, %ymm10
	vmaxps	%ymm10, %ymm13, %ymm10
	vmulps	224(%rsp), %ymm10, %ymm10
	vmovups	%ymm10, 33600(%rbp,%rax,4)
	vbroadcastss	(%rdx), %ymm10
	movq	152(%rsp), %rdx
	vmaxps	%ymm6, %ymm10, %ymm10
	vcmpleps	%ymm14, %ymm6, %ymm6
	vrcpps	%ymm10, %ymm12
	vmulps	%ymm12, %ymm9, %ymm13
	vfmsub213ps	%ymm9, %ymm13, %ymm10
	vfnmadd213ps	%ymm13, %ymm12, %ymm10
	vaddps	-13440(%r12,%rax,4), %ymm8, %ymm12
	vandps	%ymm10, %ymm11, %ymm10
	vcmpltps	%ymm14, %ymm9, %ymm11
	vfmadd213ps	%ymm7, %ymm1, %ymm12
	vmaxps	%ymm12, %ymm14, %ymm12
	vmulps	384(%rsp), %ymm12, %ymm13
	vblendvps	%ymm11, %ymm13, %ymm10, %ymm10
	vmulps	96(%rsp), %ymm12, %ymm11
	vbroadcastss	(%r14), %ymm13
	vmovups	%ymm10, 35840(%rbp,%rax,4)
	vcmpltps	%ymm9, %ymm14, %ymm10
	vandps	%ymm6, %ymm10, %ymm6
	vandps	%ymm6, %ymm9, %ymm6
	vmovups	64(%rsp), %ymm9
	vfmadd213ps	192(%rsp), %ymm5, %ymm9
	vmovups	%ymm11, 38080(%rbp,%rax,4)
	vmovups	-26880(%r12,%rax,4), %ymm10
	vcmpleps	%ymm10, %ymm14, %ymm11
	vbroadcastss	(%r13), %ymm14
	vblendvps	%ymm11, %ymm10, %ymm9, %ymm9
	vaddps	%ymm6, %ymm9, %ymm6
	vmovups	752(%rsp), %ymm9
	vmovups	%ymm6, 40320(%rbp,%rax,4)
	vmovups	784(%rsp), %ymm6
	vmulps	(%r12,%rax,4), %ymm6, %ymm6
	vfmadd213ps	%ymm9, %ymm9, %ymm6
	vmovups	816(%rsp), %ymm9
	vmovups	%ymm6, 42560(%rbp,%rax,4)
	vmovups	848(%rsp), %ymm6
	vmulps	-2240(%r12,%rax,4), %ymm6, %ymm6
	vfmadd213ps	%ymm9, %ymm9, %ymm6
	vmovups	%ymm6, 44800(%rbp,%rax,4)
	vmovups	160(%rsp), %ymm6
	vmulps	-4480(%r12,%rax,4), %ymm6, %ymm6
	vmovups	%ymm6, 47040(%rbp,%rax,4)
	vmovdqu	416(%rsp), %ymm6
	vpxor	(%rdx,%rax,4), %ymm6, %ymm6
	movabsq	$.LCPI4_4, %rdx
	vpsrld	$16, %ymm6, %ymm9
	vpxor	%ymm6, %ymm9, %ymm6
	vpbroadcastd	(%rdx), %ymm9
	movabsq	$.LCPI4_5, %rdx
	vpbroadcastd	(%rdx), %ymm11
	movabsq	$.LCPI4_6, %rdx
	vpmulld	%ymm9, %ymm6, %ymm6
	vpsrld	$15, %ymm6, %ymm10
	vpxor	%ymm6, %ymm10, %ymm6
	vpmulld	%ymm11, %ymm6, %ymm6
	vpsrld	$16, %ymm6, %ymm10
	vpxor	%ymm6, %ymm10, %ymm10
	vpbroadcastd	(%rdx), %ymm6
	movabsq	$.LCPI4_12, %rdx
	vbroadcastss	(%rdx), %ymm15
	movabsq	$.LCPI4_13, %rdx
	vpaddd	%ymm6, %ymm10, %ymm6
	vpsrld	$9, %ymm10, %ymm10
	vpsrld	$16, %ymm6, %ymm12
	vcvtdq2ps	%ymm10, %ymm10
	vpxor	%ymm6, %ymm12, %ymm6
	vpmulld	%ymm9, %ymm6, %ymm6
	vpsrld	$15, %ymm6, %ymm9
	vpxor	%ymm6, %ymm9, %ymm6
	vpmulld	%ymm11, %ymm6, %ymm6
	vbroadcastss	(%r9), %ymm11
	vpsrld	$16, %ymm6, %ymm9
	vpxor	%ymm6, %ymm9, %ymm6
	vbroadcastss	(%r10), %ymm9
	vpsrad	$8, %ymm6, %ymm6
	vcvtdq2ps	%ymm6, %ymm6
	vmulps	%ymm6, %ymm11, %ymm6
	vmulps	%ymm6, %ymm6, %ymm12
	vmulps	608(%rsp), %ymm6, %ymm6
	vfmadd231ps	%ymm9, %ymm12, %ymm13
	vbroadcastss	(%r11), %ymm9
	vfmadd231ps	%ymm9, %ymm12, %ymm14
	vbroadcastss	(%rdx), %ymm9
	movabsq	$.LCPI4_14, %rdx
	vfmadd231ps	%ymm15, %ymm12, %ymm9
	vmulps	%ymm12, %ymm12, %ymm12
	vbroadcastss	(%rbx), %ymm15
	vfmadd231ps	%ymm14, %ymm12, %ymm9
	vfmadd213ps	%ymm13, %ymm12, %ymm9
	vbroadcastss	(%rdx), %ymm12
	movabsq	$.LCPI4_15, %rdx
	vmulps	%ymm6, %ymm9, %ymm6
	vfmadd231ps	%ymm10, %ymm11, %ymm12
	vpbroadcastd	(%rdx), %ymm10
	movabsq	$.LCPI4_16, %rdx
	vpbroadcastd	(%rdx), %ymm11
	movabsq	$.LCPI4_17, %rdx
	vpaddd	%ymm10, %ymm12, %ymm10
	vpand	%ymm11, %ymm10, %ymm11
	vpsrad	$23, %ymm10, %ymm10
	vpsubd	%ymm11, %ymm12, %ymm11
	vaddps	%ymm8, %ymm11, %ymm11
	vbroadcastss	(%rdx), %ymm8
	movabsq	$.LCPI4_18, %rdx
	vbroadcastss	(%rdx), %ymm13
	movabsq	$.LCPI4_19, %rdx
	vmulps	%ymm11, %ymm11, %ymm12
	vfmadd231ps	%ymm8, %ymm11, %ymm13
	vbroadcastss	(%rdx), %ymm8
	movabsq	$.LCPI4_20, %rdx
	vbroadcastss	(%rdx), %ymm14
	movabsq	$.LCPI4_21, %rdx
	vfmadd231ps	%ymm8, %ymm11, %ymm14
	vbroadcastss	(%rdx), %ymm8
	movabsq	$.LCPI4_22, %rdx
	vfmadd213ps	%ymm13, %ymm12, %ymm14
	vbroadcastss	(%rdx), %ymm13
	movabsq	$.LCPI4_23, %rdx
	vfmadd231ps	%ymm8, %ymm11, %ymm13
	vbroadcastss	(%rdx), %ymm8
	movabsq	$.LCPI4_25, %rdx
	vfmadd231ps	%ymm8, %ymm11, %ymm15
	vmulps	%ymm12, %ymm12, %ymm8
	vfmadd213ps	%ymm13, %ymm12, %ymm15
	vbroadcastss	(%rdx), %ymm13
	movabsq	$.LCPI4_26, %rdx
	vfmadd213ps	%ymm15, %ymm8, %ymm13
	vcvtdq2ps	%ymm10, %ymm15
	vfmadd213ps	%ymm14, %ymm8, %ymm13
	vbroadcastss	(%rdx), %ymm8
	movabsq	$.LCPI4_27, %rdx
	vbroadcastss	(%rdx), %ymm10
	movabsq	$.LCPI4_29, %rdx
	vbroadcastss	(%rdx), %ymm9
	movabsq	$.LCPI4_30, %rdx
	vfmadd213ps	%ymm11, %ymm8, %ymm15
	vfmadd213ps	%ymm10, %ymm11, %ymm13
	vbroadcastss	(%r8), %ymm11
	vfmadd231ps	%ymm13, %ymm12, %ymm15
	vbroadcastss	(%rdi), %ymm12
	vxorps	%xmm13, %xmm13, %xmm13
	vmulps	%ymm11, %ymm15, %ymm11
	vmovaps	720(%rsp), %xmm15
	vsqrtps	%ymm11, %ymm11
	vfmsub213ps	912(%rsp), %ymm11, %ymm6
	vmaxps	%ymm6, %ymm9, %ymm6
	vbroadcastss	(%rdx), %ymm9
	movabsq	$.LCPI4_31, %rdx
	vminps	%ymm6, %ymm9, %ymm6
	vbroadcastss	(%rdx), %ymm9
	movabsq	$.LCPI4_32, %rdx
	vfmsub213ps	%ymm10, %ymm6, %ymm9
	vroundps	$9, %ymm9, %ymm9
	vfnmadd213ps	%ymm6, %ymm9, %ymm8
	vbroadcastss	(%rdx), %ymm6
	movabsq	$.LCPI4_33, %rdx
	vbroadcastss	(%rdx), %ymm11
	movabsq	$.LCPI4_34, %rdx
	vaddps	%ymm7, %ymm8, %ymm7
	vfmadd231ps	%ymm6, %ymm8, %ymm11
	vbroadcastss	(%rdx), %ymm6
	movabsq	$.LCPI4_36, %rdx
	vbroadcastss	(%rdx), %ymm14
	vfmadd231ps	%ymm6, %ymm8, %ymm12
	vmulps	%ymm8, %ymm8, %ymm6
	vfmsub213ps	%ymm10, %ymm8, %ymm14
	vmulps	32(%rsp), %ymm5, %ymm8
	vmulps	%ymm0, %ymm5, %ymm5
	vfmadd231ps	%ymm11, %ymm6, %ymm12
	vfmadd231ps	%ymm12, %ymm6, %ymm14
	vfmadd231ps	%ymm14, %ymm6, %ymm7
	vcvttps2dq	%ymm9, %ymm6
	vmovups	-17920(%r12,%rax,4), %ymm9
	vpslld	$23, %ymm6, %ymm6
	vpaddd	2640(%rsp), %ymm6, %ymm6
	vmulps	%ymm6, %ymm8, %ymm6
	vmovups	-20160(%r12,%rax,4), %ymm8
	vmulps	%ymm7, %ymm6, %ymm6
	vcmpleps	%ymm8, %ymm13, %ymm7
	vblendvps	%ymm7, %ymm8, %ymm6, %ymm6
	vcmpleps	%ymm9, %ymm13, %ymm8
	vblendvps	%ymm8, %ymm9, %ymm5, %ymm5
	vmovups	-35840(%r12,%rax,4), %ymm8
	vmovups	%ymm8, 13440(%rbp,%rax,4)
	vmovups	%ymm5, 22400(%rbp,%rax,4)
	vmovups	%ymm6, 24640(%rbp,%rax,4)
	addq	$8, %rax
	cmpq	%rax, %rcx
	jne	.LBB4_29
	.p2align	4
.LBB4_30:
	cmpq	$0, 5632(%rsp)
	jle	.LBB4_18
	movq	264(%rsp), %r8
	movq	488(%rsp), %rdx
	movq	1664(%rsp), %rcx
	movabsq	$9223372036854775680, %rdi
	movq	%r15, %r14
	movq	%r15, %rbx
	leaq	22400(%r15), %r10
	movq	%r15, %r11
	vmovaps	1328(%rsp), %xmm2
	vmovaps	1360(%rsp), %xmm3
	vmovaps	1408(%rsp), %xmm6
	vmovaps	1424(%rsp), %xmm5
	vmovaps	1440(%rsp), %xmm4
	vmovaps	2048(%rsp), %xmm7
	vmovss	2752(%rsp), %xmm1
	vmulss	1376(%rsp), %xmm1, %xmm9
	addq	$124, %rdi
	movq	%rdi, 1864(%rsp)
	movq	%r8, %r9
	movq	%r8, %rax
	andq	4984(%rsp), %r9
	andq	4640(%rsp), %rax
	andq	4784(%rsp), %r8
	addq	%rdx, %r9
	addq	%rdx, %rax
	addq	%rdx, %r8
	movq	1656(%rsp), %rdx
	imulq	1672(%rsp), %r9
	imulq	%rax, %rcx
	movq	%rax, 512(%rsp)
	movq	1232(%rsp), %rax
	vmovaps	%xmm9, 2624(%rsp)
	imulq	%r8, %rdx
	cmpq	$0, 5800(%rsp)
	movq	%rcx, 32(%rsp)
	movq	592(%rsp), %rcx
	setg	%sil
	andq	696(%rsp), %rbx
	andq	%rdi, %r14
	testq	%r15, %r15
	setg	%dil
	movq	%r14, 1832(%rsp)
	andb	%sil, %dil
	movq	4656(%rsp), %rsi
	cmpq	$-12320, %r15
	movb	%dil, 23(%rsp)
	movq	%rax, %rdi
	cmovlq	%r10, %r11
	sarq	$63, %rdi
	addq	$12320, %r11
	movq	%rdi, %r12
	movq	%r11, 648(%rsp)
	movq	%rbx, 1840(%rsp)
	andq	%rsi, %r12
	addq	%rax, %r12
	movq	%r12, 1808(%rsp)
	movq	%rcx, %r12
	sarq	$63, %r12
	movq	%r12, %r13
	andq	%rsi, %r13
	addq	%rcx, %r13
	cmpq	$-14000, %r15
	movq	%r13, 1800(%rsp)
	movq	4800(%rsp), %r13
	cmovgeq	%r15, %r10
	addq	$14000, %r10
	movq	%r10, 640(%rsp)
	andq	%r13, %rdi
	andq	%r13, %r12
	addq	%rax, %rdi
	movq	4976(%rsp), %rax
	addq	%rcx, %r12
	movq	%rdi, 1752(%rsp)
	movq	32(%rsp), %rdi
	movq	%r12, 1744(%rsp)
	leaq	(%rax,%r9,8), %rax
	movq	%rax, 1856(%rsp)
	movq	4632(%rsp), %rax
	leaq	(%rax,%rdi,4), %rax
	movq	%rax, 1784(%rsp)
	movq	4776(%rsp), %rax
	leaq	(%rax,%rdx,4), %rax
	movl	$22400, %edx
	movq	%rax, 1728(%rsp)
	movabsq	$.LCPI4_2, %rax
	vmovss	(%rax), %xmm8
	vaddss	1872(%rsp), %xmm8, %xmm0
	movabsq	$.LCPI4_37, %rax
	vsubss	1392(%rsp), %xmm8, %xmm12
	vsubss	144(%rsp), %xmm8, %xmm13
	vsubss	%xmm1, %xmm8, %xmm11
	vsubss	%xmm15, %xmm8, %xmm15
	vmovaps	%xmm8, 592(%rsp)
	vmovaps	%xmm8, 896(%rsp)
	vmovss	%xmm0, 584(%rsp)
	vaddss	2352(%rsp), %xmm8, %xmm0
	vmovaps	%xmm12, 2608(%rsp)
	vmovaps	%xmm13, 2592(%rsp)
	vmovaps	%xmm11, 1376(%rsp)
	vmovaps	%xmm15, 2560(%rsp)
	vmovss	%xmm0, 580(%rsp)
	vmulss	%xmm2, %xmm2, %xmm0
	vmovss	%xmm0, 356(%rsp)
	vmovss	332(%rsp), %xmm0
	vmulss	%xmm0, %xmm0, %xmm0
	vfmadd213ss	%xmm0, %xmm3, %xmm3
	vmovss	%xmm0, 576(%rsp)
	vsubss	2384(%rsp), %xmm8, %xmm0
	vmulss	2688(%rsp), %xmm0, %xmm10
	vmovaps	%xmm3, 2480(%rsp)
	vmovaps	1456(%rsp), %xmm3
	vfnmadd213ss	%xmm0, %xmm0, %xmm6
	vfnmadd213ss	%xmm0, %xmm0, %xmm5
	vfnmadd213ss	%xmm0, %xmm0, %xmm4
	vmovaps	%xmm10, 1392(%rsp)
	vfnmadd213ss	%xmm0, %xmm0, %xmm3
	vmovss	2720(%rsp), %xmm0
	vmovaps	%xmm6, 1408(%rsp)
	vmovaps	%xmm5, 1424(%rsp)
	vmovaps	%xmm4, 1440(%rsp)
	vmovaps	%xmm3, 1456(%rsp)
	vmulss	%xmm0, %xmm7, %xmm14
	vsubss	%xmm0, %xmm8, %xmm0
	vmulss	%xmm7, %xmm0, %xmm1
	vbroadcastss	(%rax), %xmm0
	movq	%r11, %rax
	vmovaps	%xmm14, 2576(%rsp)
	sarq	$63, %rax
	andnq	%r11, %rax, %rax
	cmpq	$22400, %rax
	vmovaps	%xmm1, 2544(%rsp)
	cmovgeq	%rdx, %rax
	leaq	-12320(%rax), %rsi
	leaq	-49280(,%rax,4), %rax
	movq	%rax, 1608(%rsp)
	movq	%r10, %rax
	movq	%rsi, %rcx
	movq	%rsi, 1792(%rsp)
	sarq	$63, %rax
	sarq	$63, %rcx
	vmovaps	%xmm0, 2672(%rsp)
	vxorps	2416(%rsp), %xmm0, %xmm0
	andnq	%r10, %rax, %rax
	andnq	%rsi, %rcx, %rsi
	cmpq	$22400, %rax
	movq	%rsi, 664(%rsp)
	cmovgeq	%rdx, %rax
	imulq	4792(%rsp), %r8
	xorl	%r12d, %r12d
	leaq	-14000(%rax), %rdx
	leaq	-56000(,%rax,4), %rax
	movq	%rax, 1600(%rsp)
	movq	512(%rsp), %rax
	imulq	4648(%rsp), %rax
	movq	%rdx, %rcx
	movq	%rdx, 1736(%rsp)
	sarq	$63, %rcx
	andnq	%rdx, %rcx, %rcx
	movq	1648(%rsp), %rdx
	movq	%r8, 264(%rsp)
	movq	%rcx, 656(%rsp)
	vmovaps	%xmm0, 1264(%rsp)
	vmovss	336(%rsp), %xmm0
	movq	%rax, 512(%rsp)
	leaq	(,%rsi,4), %rax
	movq	%rax, 1632(%rsp)
	leaq	49280(%rbp), %rax
	leaq	(%rax,%rsi,4), %rax
	movq	%rax, 1776(%rsp)
	leaq	-1(%rsi), %rax
	movq	%rax, 1768(%rsp)
	leaq	(,%rcx,4), %rax
	movq	%rax, 1616(%rsp)
	leaq	56000(%rbp), %rax
	leaq	(%rax,%rcx,4), %rax
	movq	%rax, 1720(%rsp)
	leaq	-1(%rcx), %rax
	vmulss	%xmm0, %xmm0, %xmm0
	movq	%rax, 496(%rsp)
	movq	672(%rsp), %rax
	vmovss	%xmm0, 572(%rsp)
	vbroadcastss	%xmm2, %ymm0
	vmovups	%ymm0, 2944(%rsp)
	vmovaps	1344(%rsp), %xmm0
	vbroadcastss	%xmm0, %ymm2
	vmulss	%xmm0, %xmm0, %xmm0
	vmovups	%ymm2, 2784(%rsp)
	vbroadcastss	%xmm10, %ymm2
	vmovss	%xmm0, 568(%rsp)
	vsubss	%xmm7, %xmm8, %xmm0
	vmovups	%ymm2, 3424(%rsp)
	vbroadcastss	%xmm6, %ymm2
	vmovaps	%xmm0, 2528(%rsp)
	vbroadcastss	%xmm0, %ymm0
	vmovups	%ymm2, 3392(%rsp)
	vbroadcastss	%xmm5, %ymm2
	vmovups	%ymm0, 4128(%rsp)
	vbroadcastss	%xmm15, %ymm0
	vmovups	%ymm2, 3360(%rsp)
	vbroadcastss	%xmm3, %ymm2
	vmovups	%ymm0, 4096(%rsp)
	vbroadcastss	%xmm1, %ymm0
	vmovups	%ymm2, 3328(%rsp)
	vbroadcastss	%xmm4, %ymm2
	vmovups	%ymm0, 4064(%rsp)
	vbroadcastss	1920(%rsp), %ymm0
	vmovups	%ymm2, 3296(%rsp)
	vbroadcastss	%xmm11, %ymm2
	vmovups	%ymm2, 3264(%rsp)
	vbroadcastss	2208(%rsp), %ymm2
	vmovups	%ymm0, 4032(%rsp)
	vbroadcastss	1968(%rsp), %ymm0
	vmovups	%ymm2, 3232(%rsp)
	vbroadcastss	2224(%rsp), %ymm2
	vmovups	%ymm0, 4000(%rsp)
	vbroadcastss	2032(%rsp), %ymm0
	vmovups	%ymm2, 3200(%rsp)
	vbroadcastss	2240(%rsp), %ymm2
	vmovups	%ymm0, 3968(%rsp)
	vbroadcastss	2080(%rsp), %ymm0
	vmovups	%ymm2, 3168(%rsp)
	vbroadcastss	2272(%rsp), %ymm2
	vmovups	%ymm0, 3936(%rsp)
	vbroadcastss	%xmm7, %ymm0
	vmovups	%ymm0, 3904(%rsp)
	vbroadcastss	2064(%rsp), %ymm0
	vmovups	%ymm2, 3136(%rsp)
	vbroadcastss	2288(%rsp), %ymm2
	vmovups	%ymm0, 3872(%rsp)
	vbroadcastss	1952(%rsp), %ymm0
	vmovups	%ymm2, 3104(%rsp)
	vbroadcastss	2304(%rsp), %ymm2
	vmovups	%ymm0, 3840(%rsp)
	vbroadcastss	1936(%rsp), %ymm0
	vmovups	%ymm2, 3072(%rsp)
	vbroadcastss	2336(%rsp), %ymm2
	vmovups	%ymm0, 3808(%rsp)
	vbroadcastss	2096(%rsp), %ymm0
	vmovups	%ymm2, 3040(%rsp)
	vbroadcastss	2256(%rsp), %ymm2
	vmovups	%ymm0, 3776(%rsp)
	vbroadcastss	2016(%rsp), %ymm0
	vmovups	%ymm2, 3008(%rsp)
	vbroadcastss	2320(%rsp), %ymm2
	vmovups	%ymm0, 3744(%rsp)
	vbroadcastss	2000(%rsp), %ymm0
	vmovups	%ymm2, 2976(%rsp)
	vbroadcastss	%xmm9, %ymm2
	vmovups	%ymm2, 4256(%rsp)
	vbroadcastss	%xmm12, %ymm2
	vmovups	%ymm2, 4224(%rsp)
	vbroadcastss	%xmm13, %ymm2
	vmovups	%ymm2, 4192(%rsp)
	vbroadcastss	%xmm14, %ymm2
	vmovups	%ymm0, 3712(%rsp)
	vbroadcastss	1984(%rsp), %ymm0
	vmovups	%ymm2, 4160(%rsp)
	vmovups	%ymm0, 3680(%rsp)
	vbroadcastss	2112(%rsp), %ymm0
	vmovups	%ymm0, 3648(%rsp)
	vbroadcastss	880(%rsp), %ymm0
	vmovups	%ymm0, 3616(%rsp)
	vbroadcastss	1360(%rsp), %ymm0
	vmovups	%ymm0, 3584(%rsp)
	vbroadcastss	2160(%rsp), %ymm0
	vmovups	%ymm0, 3552(%rsp)
	vbroadcastss	1904(%rsp), %ymm0
	vmovups	%ymm0, 3520(%rsp)
	vbroadcastss	2144(%rsp), %ymm0
	vmovups	%ymm0, 3488(%rsp)
	vbroadcastss	2128(%rsp), %ymm0
	vmovups	%ymm0, 3456(%rsp)
	vbroadcastss	1280(%rsp), %ymm0
	vmovups	%ymm0, 2720(%rsp)
	vbroadcastss	1312(%rsp), %ymm0
	vmovups	%ymm0, 2688(%rsp)
	vbroadcastss	2176(%rsp), %ymm0
	vmovups	%ymm0, 2912(%rsp)
	vbroadcastss	2192(%rsp), %ymm0
	vmovups	%ymm0, 2880(%rsp)
	vbroadcastss	1296(%rsp), %ymm0
	vmovups	%ymm0, 2848(%rsp)
	vcvtss2sd	%xmm9, %xmm9, %xmm0
	vmovsd	%xmm0, 1848(%rsp)
	vbroadcastss	1264(%rsp), %ymm0
	vmovups	%ymm0, 2816(%rsp)
	vxorps	%xmm0, %xmm0, %xmm0
	vmovss	%xmm0, 348(%rsp)
	vmovss	%xmm0, 192(%rsp)
	vmovss	%xmm0, 352(%rsp)
	vmovss	%xmm0, 344(%rsp)
	jmp	.LBB4_34
	.p2align	4
.LBB4_32:
	movabsq	$NRT_decref, %r12
	movq	%rax, %r13
	callq	*%r12
	movq	%r13, %rdi
	callq	*%r12
	movq	24(%rsp), %rdi
	callq	*%r12
	movq	4600(%rsp), %rdi
	callq	*%r12
.LBB4_33:
	movq	1816(%rsp), %rax
	movq	144(%rsp), %rcx
	movq	552(%rsp), %rdx
	movq	32(%rsp), %rsi
	addq	%rax, %rcx
	addq	%rax, %rdx
	movq	%rsi, %r12
	movq	%rcx, %rax
	cmpq	5632(%rsp), %rsi
	je	.LBB4_18
.LBB4_34:
	movq	5584(%rsp), %rdi
	movq	%rax, 144(%rsp)
	movabsq	$NRT_incref, %rax
	movq	%rdx, 552(%rsp)
	vzeroupper
	callq	*%rax
	movq	5064(%rsp), %rax
	movq	520(%rsp), %rcx
	movq	5184(%rsp), %r9
	movq	5176(%rsp), %rdi
	vmovss	336(%rsp), %xmm9
	vmovaps	1328(%rsp), %xmm11
	movq	5448(%rsp), %rbx
	movq	560(%rsp), %r13
	movq	528(%rsp), %r10
	movq	%r12, 136(%rsp)
	movabsq	$.LCPI4_25, %r14
	movq	(%rax,%rcx,8), %rsi
	movq	8(%rax,%rcx,8), %rdx
	movq	5120(%rsp), %rcx
	movq	%rsi, %r8
	leaq	(%rcx,%rsi,8), %rcx
	movq	%rdx, 64(%rsp)
	movq	%rsi, 224(%rsp)
	sarq	$63, %r8
	movq	%r8, %rax
	andq	5128(%rsp), %rax
	andq	%r9, %r8
	movq	(%rcx,%rax,8), %rax
	movq	%rax, 160(%rsp)
	movq	4920(%rsp), %rax
	movl	(%rax), %eax
	movl	%eax, 96(%rsp)
	movq	4592(%rsp), %rax
	leal	-1028477387(%r12,%rax), %eax
	movabsq	$.LCPI4_8, %r12
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	imull	$2146121005, %ecx, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	addl	688(%rsp), %ecx
	movl	%ecx, %eax
	shrl	$16, %eax
	xorl	%ecx, %eax
	imull	$2146121005, %eax, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	leaq	(%rdi,%rsi,8), %rax
	testq	%rdx, %rdx
	leaq	(%rdi,%rdx,8), %rdx
	movabsq	$.LCPI4_9, %rsi
	movabsq	$.LCPI4_19, %rdi
	movq	(%rax,%r8,8), %r8
	movl	$0, %eax
	movl	%ecx, 416(%rsp)
	movabsq	$.LCPI4_12, %rcx
	cmovleq	%r9, %rax
	movq	-8(%rdx,%rax,8), %r9
	movabsq	$9223372036854775680, %rax
	addq	$127, %rax
	subq	%r8, %r9
	cmpq	%rax, %r9
	jae	.LBB4_37
	movq	4920(%rsp), %rax
	addq	$2, %r9
	movl	4(%rax), %eax
	xorl	416(%rsp), %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	imull	$2146121005, %ecx, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	movl	%ecx, 32(%rsp)
	.p2align	4
.LBB4_36:
	movq	%r8, %r11
	movq	%r13, %rdx
	movq	%rdi, %r13
	movq	%r14, %rdi
	movq	%rsi, %r14
	movq	%rbx, %rsi
	decq	%r9
	sarq	$63, %r11
	andq	%r10, %r11
	leaq	(%rbx,%r11), %rax
	movq	%r12, %rbx
	addq	%rdx, %r11
	movl	(%rax,%r8,4), %eax
	xorl	32(%rsp), %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	imull	$2146121005, %ecx, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %r12d
	shrl	$16, %r12d
	xorl	%eax, %r12d
	leal	-1640531527(%r12), %eax
	shrl	$9, %r12d
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	imull	$2146121005, %ecx, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	movabsq	$.LCPI4_7, %rax
	sarl	$8, %ecx
	vmovss	(%rax), %xmm2
	movabsq	$.LCPI4_14, %rax
	vcvtsi2ss	%ecx, %xmm15, %xmm0
	vcvtsi2ss	%r12d, %xmm15, %xmm1
	vfmadd213ss	(%rax), %xmm2, %xmm1
	vmovd	%xmm1, %eax
	leal	-1060439283(%rax), %ecx
	movl	%ecx, %r12d
	andl	$-8388608, %ecx
	sarl	$23, %r12d
	subl	%ecx, %eax
	movabsq	$.LCPI4_12, %rcx
	vcvtsi2ss	%r12d, %xmm15, %xmm1
	vmulss	%xmm2, %xmm0, %xmm0
	vmovd	%eax, %xmm3
	movabsq	$.LCPI4_10, %rax
	vmovss	(%rcx), %xmm2
	movq	%rbx, %r12
	movq	%rsi, %rbx
	movq	%r14, %rsi
	movq	%rdi, %r14
	movq	%r13, %rdi
	movq	%rdx, %r13
	vmovss	(%rax), %xmm7
	movabsq	$.LCPI4_11, %rax
	vmovss	(%r12), %xmm6
	vmulss	%xmm0, %xmm0, %xmm4
	vfmadd213ss	(%rax), %xmm4, %xmm7
	movabsq	$.LCPI4_13, %rax
	vfmadd213ss	(%rsi), %xmm4, %xmm6
	vfmadd213ss	(%rax), %xmm4, %xmm2
	movabsq	$.LCPI4_1, %rax
	vaddss	(%rax), %xmm3, %xmm3
	movabsq	$.LCPI4_17, %rax
	vmulss	%xmm4, %xmm4, %xmm5
	vmovss	(%rax), %xmm8
	movabsq	$.LCPI4_18, %rax
	vfmadd213ss	(%rax), %xmm3, %xmm8
	movabsq	$.LCPI4_20, %rax
	vmulss	%xmm3, %xmm3, %xmm4
	vfmadd231ss	%xmm7, %xmm5, %xmm2
	vmovss	(%rdi), %xmm7
	vfmadd213ss	(%rax), %xmm3, %xmm7
	movabsq	$.LCPI4_21, %rax
	vmovss	(%rax), %xmm10
	movabsq	$.LCPI4_22, %rax
	vfmadd213ss	(%rax), %xmm3, %xmm10
	movabsq	$.LCPI4_23, %rax
	vfmadd213ss	%xmm6, %xmm5, %xmm2
	vmulss	%xmm4, %xmm4, %xmm5
	vfmadd213ss	%xmm8, %xmm4, %xmm7
	vmovss	(%rax), %xmm8
	movabsq	$.LCPI4_24, %rax
	vfmadd213ss	(%rax), %xmm3, %xmm8
	movabsq	$.LCPI4_27, %rax
	vfmadd213ss	%xmm10, %xmm4, %xmm8
	vfmadd231ss	(%r14), %xmm5, %xmm8
	vfmadd213ss	%xmm7, %xmm5, %xmm8
	vfmadd213ss	(%rax), %xmm3, %xmm8
	movabsq	$.LCPI4_26, %rax
	vfmadd132ss	(%rax), %xmm3, %xmm1
	movabsq	$.LCPI4_28, %rax
	vmulss	(%r11,%r8,4), %xmm11, %xmm3
	vfmadd231ss	%xmm8, %xmm4, %xmm1
	vmulss	(%rax), %xmm1, %xmm1
	vsqrtss	%xmm1, %xmm1, %xmm1
	vmulss	%xmm0, %xmm9, %xmm0
	vmulss	%xmm2, %xmm0, %xmm0
	vfmadd213ss	%xmm3, %xmm1, %xmm0
	vmovss	%xmm0, (%r11,%r8,4)
	incq	%r8
	cmpq	$1, %r9
	ja	.LBB4_36
.LBB4_37:
	vmovss	568(%rsp), %xmm0
	vmovss	344(%rsp), %xmm1
	vfmadd132ss	356(%rsp), %xmm0, %xmm1
	vmovaps	1344(%rsp), %xmm10
	vmovups	2944(%rsp), %ymm15
	movq	5512(%rsp), %r11
	movq	%r12, %r10
	movq	536(%rsp), %r12
	movq	%rdi, %r8
	movabsq	$.LCPI4_20, %rbx
	movq	%r14, %rdx
	vmovss	%xmm1, 344(%rsp)
	testq	%r11, %r11
	movabsq	$.LCPI4_21, %r11
	je	.LBB4_44
	movq	4920(%rsp), %rax
	movabsq	$.LCPI4_0, %rdx
	vmulss	(%rdx), %xmm1, %xmm0
	movl	20(%rax), %eax
	xorl	416(%rsp), %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	imull	$2146121005, %ecx, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %ecx
	testb	$1, 22(%rsp)
	movl	%ecx, 32(%rsp)
	je	.LBB4_40
	movq	5504(%rsp), %rsi
	movq	376(%rsp), %r13
	movq	5560(%rsp), %rdi
	xorl	%r9d, %r9d
	movabsq	$.LCPI4_12, %rcx
	movabsq	$.LCPI4_25, %rdx
	jmp	.LBB4_43
	.p2align	4
.LBB4_40:
	movl	%ecx, %eax
	vmovups	2784(%rsp), %ymm13
	movq	5504(%rsp), %rsi
	movq	376(%rsp), %r13
	movq	5560(%rsp), %rdi
	vbroadcastss	%xmm0, %ymm1
	movq	%r12, %r8
	xorl	%r9d, %r9d
	movabsq	$.LCPI4_7, %rbx
	movabsq	$.LCPI4_12, %r14
	movabsq	$.LCPI4_15, %r11
	movabsq	$.LCPI4_16, %rdx
	movabsq	$.LCPI4_6, %r12
	shrl	$16, %eax
	xorl	%ecx, %eax
	vmovd	%eax, %xmm2
	movq	1696(%rsp), %rax
	vpbroadcastd	%xmm2, %ymm2
	.p2align	4
.LBB4_41:
	vpxor	(%rsi,%r9), %ymm2, %ymm3
	movabsq	$.LCPI4_4, %rcx
	vbroadcastss	(%r14), %ymm11
	vpsrld	$16, %ymm3, %ymm4
	vpxor	%ymm3, %ymm4, %ymm3
	vpbroadcastd	(%rcx), %ymm4
	movabsq	$.LCPI4_5, %rcx
	vpbroadcastd	(%rcx), %ymm6
	movabsq	$.LCPI4_9, %rcx
	vbroadcastss	(%rcx), %ymm9
	movabsq	$.LCPI4_10, %rcx
	vpmulld	%ymm4, %ymm3, %ymm3
	vpsrld	$15, %ymm3, %ymm5
	vpxor	%ymm3, %ymm5, %ymm3
	vpmulld	%ymm6, %ymm3, %ymm3
	vpsrld	$16, %ymm3, %ymm5
	vpxor	%ymm3, %ymm5, %ymm5
	vpbroadcastd	(%r12), %ymm3
	vpaddd	%ymm3, %ymm5, %ymm3
	vpsrld	$9, %ymm5, %ymm5
	vpsrld	$16, %ymm3, %ymm7
	vcvtdq2ps	%ymm5, %ymm5
	vpxor	%ymm3, %ymm7, %ymm3
	vpmulld	%ymm4, %ymm3, %ymm3
	vpsrld	$15, %ymm3, %ymm4
	vpxor	%ymm3, %ymm4, %ymm3
	vpmulld	%ymm6, %ymm3, %ymm3
	vbroadcastss	(%rbx), %ymm6
	vpsrld	$16, %ymm3, %ymm4
	vpxor	%ymm3, %ymm4, %ymm3
	vbroadcastss	(%r10), %ymm4
	vpsrad	$8, %ymm3, %ymm3
	vcvtdq2ps	%ymm3, %ymm3
	vmulps	%ymm6, %ymm3, %ymm3
	vmulps	%ymm3, %ymm3, %ymm7
	vmulps	%ymm3, %ymm13, %ymm3
	vfmadd231ps	%ymm4, %ymm7, %ymm9
	vbroadcastss	(%rcx), %ymm4
	movabsq	$.LCPI4_11, %rcx
	vmulps	%ymm7, %ymm7, %ymm8
	vbroadcastss	(%rcx), %ymm10
	movabsq	$.LCPI4_13, %rcx
	vfmadd231ps	%ymm4, %ymm7, %ymm10
	vbroadcastss	(%rcx), %ymm4
	movabsq	$.LCPI4_14, %rcx
	vfmadd231ps	%ymm11, %ymm7, %ymm4
	vbroadcastss	(%rcx), %ymm7
	movabsq	$.LCPI4_1, %rcx
	vfmadd231ps	%ymm10, %ymm8, %ymm4
	vfmadd231ps	%ymm5, %ymm6, %ymm7
	vpbroadcastd	(%r11), %ymm5
	vpbroadcastd	(%rdx), %ymm6
	vfmadd213ps	%ymm9, %ymm8, %ymm4
	vmulps	%ymm4, %ymm3, %ymm3
	vpaddd	%ymm5, %ymm7, %ymm5
	vpsrad	$23, %ymm5, %ymm8
	vpand	%ymm6, %ymm5, %ymm5
	vbroadcastss	(%rcx), %ymm6
	movabsq	$.LCPI4_17, %rcx
	vbroadcastss	(%rcx), %ymm9
	movabsq	$.LCPI4_18, %rcx
	vpsubd	%ymm5, %ymm7, %ymm5
	vcvtdq2ps	%ymm8, %ymm8
	vbroadcastss	(%rcx), %ymm10
	movabsq	$.LCPI4_19, %rcx
	vaddps	%ymm6, %ymm5, %ymm5
	vfmadd231ps	%ymm9, %ymm5, %ymm10
	vbroadcastss	(%rcx), %ymm9
	movabsq	$.LCPI4_20, %rcx
	vmulps	%ymm5, %ymm5, %ymm6
	vbroadcastss	(%rcx), %ymm11
	movabsq	$.LCPI4_21, %rcx
	vmulps	%ymm6, %ymm6, %ymm7
	vfmadd231ps	%ymm9, %ymm5, %ymm11
	vbroadcastss	(%rcx), %ymm9
	movabsq	$.LCPI4_22, %rcx
	vfmadd213ps	%ymm10, %ymm6, %ymm11
	vbroadcastss	(%rcx), %ymm10
	movabsq	$.LCPI4_23, %rcx
	vfmadd231ps	%ymm9, %ymm5, %ymm10
	vbroadcastss	(%rcx), %ymm9
	movabsq	$.LCPI4_24, %rcx
	vbroadcastss	(%rcx), %ymm12
	movabsq	$.LCPI4_25, %rcx
	vfmadd231ps	%ymm9, %ymm5, %ymm12
	vbroadcastss	(%rcx), %ymm9
	movabsq	$.LCPI4_26, %rcx
	vfmadd213ps	%ymm10, %ymm6, %ymm12
	vfmadd213ps	%ymm12, %ymm7, %ymm9
	vfmadd213ps	%ymm11, %ymm7, %ymm9
	vbroadcastss	(%rcx), %ymm7
	movabsq	$.LCPI4_27, %rcx
	vbroadcastss	(%rcx), %ymm10
	movabsq	$.LCPI4_28, %rcx
	vfmadd213ps	%ymm5, %ymm8, %ymm7
	vfmadd231ps	%ymm9, %ymm5, %ymm10
	vbroadcastss	(%rcx), %ymm5
	vfmadd231ps	%ymm10, %ymm6, %ymm7
	vmovups	(%rdi,%r9), %ymm6
	vmulps	%ymm5, %ymm7, %ymm5
	vmulps	(%r8,%r9), %ymm15, %ymm7
	vsqrtps	%ymm5, %ymm5
	vmulps	%ymm6, %ymm6, %ymm4
	vmulps	%ymm1, %ymm4, %ymm4
	vfmadd213ps	%ymm7, %ymm5, %ymm3
	vfmsub231ps	%ymm3, %ymm6, %ymm4
	vmovups	%ymm3, (%r8,%r9)
	vmovups	%ymm4, (%r13,%r9)
	addq	$32, %r9
	cmpq	%r9, %rax
	jne	.LBB4_41
	vmovaps	1344(%rsp), %xmm10
	vmovaps	1328(%rsp), %xmm11
	movq	1704(%rsp), %rax
	movq	%r8, %r12
	movabsq	$.LCPI4_25, %rdx
	movabsq	$.LCPI4_21, %r11
	movq	%r14, %rcx
	movabsq	$.LCPI4_19, %r8
	movabsq	$.LCPI4_20, %rbx
	movq	%rax, %r9
	cmpq	%rax, 5512(%rsp)
	je	.LBB4_44
	.p2align	4
.LBB4_43:
	movl	(%rsi,%r9,4), %eax
	movq	%rsi, %r14
	movq	%rbx, %rsi
	movq	%r12, %rbx
	movq	%rdi, %r12
	movq	%r13, %rdi
	movq	%r8, %r13
	movq	%r11, %r8
	movq	%rdx, %r11
	movq	%rcx, %rdx
	movl	32(%rsp), %ecx
	xorl	%eax, %ecx
	shrl	$16, %eax
	xorl	%ecx, %eax
	imull	$2146121005, %eax, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %r10d
	shrl	$16, %r10d
	xorl	%eax, %r10d
	leal	-1640531527(%r10), %eax
	shrl	$9, %r10d
	movl	%eax, %ecx
	vcvtsi2ss	%r10d, %xmm14, %xmm2
	shrl	$16, %ecx
	xorl	%eax, %ecx
	imull	$2146121005, %ecx, %eax
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	movabsq	$.LCPI4_7, %rax
	vmovss	(%rax), %xmm3
	movabsq	$.LCPI4_14, %rax
	sarl	$8, %ecx
	vfmadd213ss	(%rax), %xmm3, %xmm2
	vcvtsi2ss	%ecx, %xmm14, %xmm1
	vmulss	%xmm3, %xmm1, %xmm1
	vmulss	%xmm1, %xmm1, %xmm5
	vmulss	%xmm1, %xmm10, %xmm1
	vmovd	%xmm2, %eax
	vmulss	%xmm5, %xmm5, %xmm6
	leal	-1060439283(%rax), %ecx
	movl	%ecx, %r10d
	andl	$-8388608, %ecx
	subl	%ecx, %eax
	sarl	$23, %r10d
	movq	%rdx, %rcx
	movq	%r11, %rdx
	movq	%r8, %r11
	movq	%r13, %r8
	movq	%rdi, %r13
	movq	%r12, %rdi
	movq	%rbx, %r12
	movq	%rsi, %rbx
	movq	%r14, %rsi
	movabsq	$.LCPI4_26, %r14
	vmovd	%eax, %xmm4
	vcvtsi2ss	%r10d, %xmm14, %xmm2
	movabsq	$.LCPI4_8, %r10
	movabsq	$.LCPI4_9, %rax
	vmovss	(%rcx), %xmm3
	vmovss	(%r11), %xmm12
	vmovss	(%r10), %xmm7
	vfmadd213ss	(%rax), %xmm5, %xmm7
	movabsq	$.LCPI4_10, %rax
	vmovss	(%rax), %xmm8
	movabsq	$.LCPI4_11, %rax
	vfmadd213ss	(%rax), %xmm5, %xmm8
	movabsq	$.LCPI4_13, %rax
	vfmadd213ss	(%rax), %xmm5, %xmm3
	movabsq	$.LCPI4_1, %rax
	vaddss	(%rax), %xmm4, %xmm4
	movabsq	$.LCPI4_17, %rax
	vmovss	(%rax), %xmm9
	movabsq	$.LCPI4_18, %rax
	vfmadd213ss	(%rax), %xmm4, %xmm9
	movabsq	$.LCPI4_22, %rax
	vfmadd132ss	(%r14), %xmm4, %xmm2
	vfmadd213ss	(%rax), %xmm4, %xmm12
	movabsq	$.LCPI4_23, %rax
	vmulss	%xmm4, %xmm4, %xmm5
	vfmadd231ss	%xmm8, %xmm6, %xmm3
	vmovss	(%r8), %xmm8
	vfmadd213ss	(%rbx), %xmm4, %xmm8
	vfmadd213ss	%xmm7, %xmm6, %xmm3
	vmulss	%xmm5, %xmm5, %xmm6
	vmulss	%xmm3, %xmm1, %xmm1
	vfmadd213ss	%xmm9, %xmm5, %xmm8
	vmovss	(%rax), %xmm9
	movabsq	$.LCPI4_24, %rax
	vfmadd213ss	(%rax), %xmm4, %xmm9
	movabsq	$.LCPI4_27, %rax
	vfmadd213ss	%xmm12, %xmm5, %xmm9
	vfmadd231ss	(%rdx), %xmm6, %xmm9
	vfmadd213ss	%xmm8, %xmm6, %xmm9
	vfmadd213ss	(%rax), %xmm4, %xmm9
	movabsq	$.LCPI4_28, %rax
	vmovss	(%rdi,%r9,4), %xmm4
	vfmadd231ss	%xmm9, %xmm5, %xmm2
	vmulss	(%rax), %xmm2, %xmm2
	vmulss	(%r12,%r9,4), %xmm11, %xmm5
	vsqrtss	%xmm2, %xmm2, %xmm2
	vfmadd213ss	%xmm5, %xmm2, %xmm1
	vmulss	%xmm4, %xmm4, %xmm2
	vmulss	%xmm0, %xmm2, %xmm2
	vmovss	%xmm1, (%r12,%r9,4)
	vfmsub231ss	%xmm1, %xmm4, %xmm2
	vmovss	%xmm2, (%r13,%r9,4)
	incq	%r9
	cmpq	%r9, 5512(%rsp)
	jne	.LBB4_43
.LBB4_44:
	movq	%rcx, %r13
	movl	96(%rsp), %ecx
	xorl	416(%rsp), %ecx
	movq	%r8, %r12
	movabsq	$.LCPI4_1, %rsi
	vmovss	(%rbx), %xmm3
	vmovss	(%r11), %xmm12
	vmovss	(%r12), %xmm13
	movabsq	$.LCPI4_22, %r12
	vmovss	(%r13), %xmm6
	movl	%ecx, %eax
	shrl	$16, %eax
	xorl	%ecx, %eax
	imull	$2146121005, %eax, %eax
	vmovss	%xmm6, 2384(%rsp)
	movl	%eax, %ecx
	shrl	$15, %ecx
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	movl	%eax, %edi
	shrl	$16, %edi
	xorl	%eax, %edi
	movl	%edi, %eax
	addl	$-1640531527, %edi
	shrl	$9, %eax
	vcvtsi2ss	%eax, %xmm14, %xmm0
	movabsq	$.LCPI4_7, %rax
	vmovss	(%rax), %xmm9
	movabsq	$.LCPI4_14, %rax
	vfmadd213ss	(%rax), %xmm9, %xmm0
	vmovd	%xmm0, %eax
	leal	-1060439283(%rax), %ecx
	movl	%ecx, %r8d
	sarl	$23, %ecx
	andl	$-8388608, %r8d
	vcvtsi2ss	%ecx, %xmm14, %xmm0
	subl	%r8d, %eax
	movabsq	$.LCPI4_27, %r8
	vmovd	%eax, %xmm1
	movl	%edi, %eax
	vaddss	(%rsi), %xmm1, %xmm1
	movabsq	$.LCPI4_18, %rsi
	shrl	$16, %eax
	vmovss	(%rsi), %xmm2
	movq	224(%rsp), %rsi
	xorl	%edi, %eax
	movabsq	$.LCPI4_17, %rdi
	imull	$2146121005, %eax, %eax
	vmovss	(%rdi), %xmm10
	movq	64(%rsp), %rdi
	movl	%eax, %ecx
	shrl	$15, %ecx
	subq	%rsi, %rdi
	xorl	%eax, %ecx
	imull	$-2073254261, %ecx, %eax
	vfmadd231ss	%xmm13, %xmm1, %xmm3
	vmulss	%xmm1, %xmm1, %xmm4
	vfmadd231ss	%xmm10, %xmm1, %xmm2
	movl	%eax, %ecx
	shrl	$16, %ecx
	xorl	%eax, %ecx
	movabsq	$.LCPI4_26, %rax
	vfmadd132ss	(%rax), %xmm1, %xmm0
	movabsq	$.LCPI4_23, %rax
	sarl	$8, %ecx
	vmovss	(%rax), %xmm15
	movabsq	$.LCPI4_24, %rax
	vfmadd213ss	%xmm2, %xmm4, %xmm3
	vmovss	(%r12), %xmm2
	vmovss	(%rax), %xmm5
	movabsq	$.LCPI4_10, %rax
	vfmadd231ss	%xmm12, %xmm1, %xmm2
	vfmadd231ss	%xmm15, %xmm1, %xmm5
	vfmadd213ss	%xmm2, %xmm4, %xmm5
	vmulss	%xmm4, %xmm4, %xmm2
	vfmadd231ss	(%rdx), %xmm2, %xmm5
	movq	320(%rsp), %rdx
	vfmadd213ss	%xmm3, %xmm2, %xmm5
	vfmadd213ss	(%r8), %xmm1, %xmm5
	vmovss	(%rax), %xmm3
	movabsq	$.LCPI4_11, %rax
	vmovss	(%rax), %xmm2
	movabsq	$.LCPI4_13, %rax
	vmovss	%xmm3, 2416(%rsp)
	vfmadd213ss	%xmm0, %xmm4, %xmm5
	vcvtsi2ss	%ecx, %xmm14, %xmm0
	vmovss	(%rax), %xmm4
	movabsq	$.LCPI4_9, %rax
	vmulss	%xmm0, %xmm9, %xmm0
	vmulss	%xmm0, %xmm0, %xmm1
	vmulss	332(%rsp), %xmm0, %xmm0
	vfmadd231ss	%xmm3, %xmm1, %xmm2
	vfmadd231ss	%xmm6, %xmm1, %xmm4
	vmulss	%xmm1, %xmm1, %xmm3
	vfmadd231ss	%xmm2, %xmm3, %xmm4
	vmovss	(%r10), %xmm2
	vfmadd213ss	(%rax), %xmm2, %xmm1
	movabsq	$.LCPI4_28, %rax
	vmovss	%xmm2, 2352(%rsp)
	vmulss	348(%rsp), %xmm11, %xmm2
	vxorps	%xmm11, %xmm11, %xmm11
	vfmadd231ss	%xmm4, %xmm3, %xmm1
	vmovss	588(%rsp), %xmm4
	vmulss	%xmm1, %xmm0, %xmm6
	vmulss	(%rax), %xmm5, %xmm0
	vmovss	356(%rsp), %xmm1
	vmovss	352(%rsp), %xmm5
	vfmadd213ss	572(%rsp), %xmm1, %xmm5
	vmulss	192(%rsp), %xmm1, %xmm7
	vsqrtss	%xmm0, %xmm0, %xmm0
	vfmadd213ss	%xmm2, %xmm0, %xmm6
	testq	%rdi, %rdi
	jle	.LBB4_64
	vaddss	2480(%rsp), %xmm7, %xmm0
	vaddss	%xmm5, %xmm0, %xmm8
	vfmadd132ss	(%r8), %xmm6, %xmm8
	jmp	.LBB4_47
	.p2align	4
.LBB4_46:
	incq	%rsi
	decq	%rdi
	jle	.LBB4_64
.LBB4_47:
	movq	5120(%rsp), %rcx
	movq	5128(%rsp), %r9
	movq	%rsi, %r11
	sarq	$63, %r11
	movq	%r11, %rax
	andq	%r9, %rax
	leaq	(%rcx,%rsi,8), %rcx
	cmpq	$-1, %rsi
	movq	(%rcx,%rax,8), %r8
	movl	$0, %eax
	cmovlq	%r9, %rax
	movl	$0, %r9d
	movq	8(%rcx,%rax,8), %r10
	subq	%r8, %r10
	testq	%r10, %r10
	cmovgq	%r10, %r9
	jle	.LBB4_46
	subq	160(%rsp), %r8
	vxorps	%xmm0, %xmm0, %xmm0
	movq	%r9, %r13
	movq	%r8, %r12
	cmpq	$4, %r10
	jb	.LBB4_59
	cmpq	$31, %r10
	ja	.LBB4_51
	leaq	(,%r8,4), %r13
	xorl	%r12d, %r12d
	jmp	.LBB4_55
.LBB4_51:
	movq	%r9, %r12
	andq	696(%rsp), %r12
	leaq	(,%r8,4), %r13
	leaq	20256(%rbp,%r8,4), %rax
	vxorps	%xmm0, %xmm0, %xmm0
	xorl	%ecx, %ecx
	vxorps	%xmm1, %xmm1, %xmm1
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	.p2align	4
.LBB4_52:
	vaddps	-96(%rax,%rcx,4), %ymm0, %ymm0
	vaddps	-64(%rax,%rcx,4), %ymm1, %ymm1
	vaddps	-32(%rax,%rcx,4), %ymm2, %ymm2
	vaddps	(%rax,%rcx,4), %ymm3, %ymm3
	addq	$32, %rcx
	cmpq	%rcx, %r12
	jne	.LBB4_52
	vaddps	%ymm0, %ymm1, %ymm0
	vaddps	%ymm3, %ymm2, %ymm1
	vaddps	%ymm1, %ymm0, %ymm0
	vextractf128	$1, %ymm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vshufpd	$1, %xmm0, %xmm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vmovshdup	%xmm0, %xmm1
	vaddss	%xmm0, %xmm1, %xmm0
	cmpq	%r12, %r10
	je	.LBB4_61
	testb	$28, %r9b
	je	.LBB4_63
.LBB4_55:
	movq	%r9, %rax
	andq	1864(%rsp), %rax
	vmovss	%xmm0, %xmm11, %xmm0
	leaq	20160(%rbp,%r13), %rcx
	.p2align	4
.LBB4_56:
	vaddps	(%rcx,%r12,4), %xmm0, %xmm0
	addq	$4, %r12
	cmpq	%r12, %rax
	jne	.LBB4_56
	vshufpd	$1, %xmm0, %xmm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vmovshdup	%xmm0, %xmm1
	vaddss	%xmm0, %xmm1, %xmm0
	cmpq	%rax, %r10
	je	.LBB4_61
	movl	%r9d, %r13d
	addq	%r8, %rax
	andl	$3, %r13d
	movq	%rax, %r12
.LBB4_59:
	incq	%r13
	leaq	20160(%rbp,%r12,4), %rax
	.p2align	4
.LBB4_60:
	vaddss	(%rax), %xmm0, %xmm0
	decq	%r13
	addq	$4, %rax
	cmpq	$1, %r13
	ja	.LBB4_60
.LBB4_61:
	movq	5176(%rsp), %rax
	andq	5184(%rsp), %r11
	movq	560(%rsp), %rcx
	vmulss	%xmm4, %xmm0, %xmm0
	incq	%r9
	movabsq	$.LCPI4_22, %r12
	vcvtsi2ss	%r10, %xmm14, %xmm2
	movq	704(%rsp), %r10
	leaq	(%rax,%rsi,8), %rax
	movq	(%rax,%r11,8), %rax
	vdivss	%xmm2, %xmm0, %xmm0
	leaq	(%rcx,%rax,4), %rcx
	sarq	$63, %rax
	andq	5456(%rsp), %rax
	vaddss	(%rcx,%rax,4), %xmm8, %xmm1
	movq	376(%rsp), %rcx
	vaddss	%xmm0, %xmm1, %xmm0
	.p2align	4
.LBB4_62:
	movzbl	(%r10,%r8), %eax
	decq	%r9
	vaddss	(%rcx,%rax,4), %xmm0, %xmm1
	vmovss	%xmm1, (%rdx,%r8,4)
	incq	%r8
	cmpq	$1, %r9
	ja	.LBB4_62
	jmp	.LBB4_46
.LBB4_63:
	movl	%r9d, %r13d
	addq	%r8, %r12
	andl	$31, %r13d
	jmp	.LBB4_59
	.p2align	4
.LBB4_64:
	vmovaps	592(%rsp), %xmm0
	vmulss	584(%rsp), %xmm0, %xmm0
	movq	5120(%rsp), %rax
	movq	64(%rsp), %rcx
	movq	1840(%rsp), %rbx
	movq	1832(%rsp), %r14
	vmovss	%xmm7, 340(%rsp)
	vmovss	%xmm6, 348(%rsp)
	vmovss	%xmm5, 352(%rsp)
	leaq	(%rax,%rcx,8), %rax
	sarq	$63, %rcx
	andq	5128(%rsp), %rcx
	movq	(%rax,%rcx,8), %rcx
	subq	160(%rsp), %rcx
	vmovaps	%xmm0, 592(%rsp)
	vmovaps	896(%rsp), %xmm0
	vmulss	580(%rsp), %xmm0, %xmm0
	vmovaps	%xmm0, 896(%rsp)
	testq	%rcx, %rcx
	jle	.LBB4_99
	movq	136(%rsp), %rax
	movq	4920(%rsp), %r9
	imulq	5640(%rsp), %rax
	movq	672(%rsp), %rdx
	addq	$15, %rcx
	vmovss	%xmm15, 752(%rsp)
	vmovss	%xmm13, 912(%rsp)
	vmovss	%xmm12, 64(%rsp)
	vmovss	%xmm10, 32(%rsp)
	vmovss	%xmm9, 848(%rsp)
	movq	%rcx, %rsi
	andq	$-16, %rsi
	movq	%rsi, 160(%rsp)
	leaq	(%rdx,%rax,4), %rax
	movl	16(%r9), %edi
	movl	416(%rsp), %edx
	movl	12(%r9), %r8d
	movq	%rax, 720(%rsp)
	xorl	%edx, %edi
	xorl	%edx, %r8d
	xorl	8(%r9), %edx
	movl	%edi, 1472(%rsp)
	movl	%r8d, 1232(%rsp)
	movl	%edx, 416(%rsp)
	testq	%rsi, %rsi
	je	.LBB4_71
	movq	720(%rsp), %rdx
	leaq	44800(%rbp,%rsi,4), %r8
	leaq	29120(%rdx,%rsi,4), %r10
	leaq	11200(%rdx), %rax
	movq	368(%rsp), %rdx
	movq	160(%rsp), %rsi
	leaq	8960(%rdx,%rsi,4), %r11
	leaq	6720(%rbp), %rsi
	movq	160(%rsp), %rdx
	cmpq	%r10, %rsi
	setb	%r10b
	cmpq	%r8, %rax
	setb	%r12b
	cmpq	%r11, %rsi
	setb	%al
	cmpq	%r8, 680(%rsp)
	setb	%r8b
	testb	%r10b, %r12b
	movabsq	$.LCPI4_22, %r12
	jne	.LBB4_71
	andb	%al, %r8b
	jne	.LBB4_71
	leaq	(,%rdx,4), %rax
	movq	272(%rsp), %rdi
	movq	552(%rsp), %rsi
	xorl	%r11d, %r11d
	movabsq	$.LCPI4_39, %r8
	movabsq	$.LCPI4_15, %r9
	movabsq	$.LCPI4_16, %rdx
	movabsq	$.LCPI4_2, %r13
	movabsq	$.LCPI4_20, %r12
	movq	%rax, 608(%rsp)
	movabsq	$9223372036854775680, %rax
	addq	$112, %rax
	andq	%rcx, %rax
	.p2align	4
.LBB4_69:
	vmovups	-15680(%rsi,%r11,4), %ymm1
	vmovups	3232(%rsp), %ymm0
	vfmadd213ps	-17920(%rsi,%r11,4), %ymm0, %ymm1
	vmovups	3200(%rsp), %ymm0
	vxorps	%xmm5, %xmm5, %xmm5
	vmovups	8960(%rbp,%r11,4), %ymm2
	vbroadcastss	(%r13), %ymm6
	vpbroadcastd	(%r9), %ymm12
	vpbroadcastd	(%rdx), %ymm13
	movabsq	$.LCPI4_1, %r10
	vfmadd231ps	-13440(%rsi,%r11,4), %ymm0, %ymm1
	vmovups	6720(%rbp,%r11,4), %ymm0
	vsubps	%ymm1, %ymm0, %ymm0
	vmaxps	%ymm0, %ymm5, %ymm14
	vfmadd132ps	3424(%rsp), %ymm1, %ymm14
	vmovups	-11200(%rsi,%r11,4), %ymm1
	vmovups	3104(%rsp), %ymm0
	vsubps	%ymm2, %ymm1, %ymm1
	vmaxps	%ymm1, %ymm5, %ymm1
	vmulps	3168(%rsp), %ymm1, %ymm1
	vaddps	%ymm6, %ymm14, %ymm3
	vrcpps	%ymm3, %ymm4
	vmulps	%ymm1, %ymm14, %ymm7
	vmovups	(%rdi,%r11,4), %ymm1
	vmulps	%ymm4, %ymm7, %ymm5
	vfmsub231ps	%ymm5, %ymm3, %ymm7
	vmovups	%ymm1, 192(%rsp)
	vfnmadd213ps	%ymm5, %ymm4, %ymm7
	vmulps	-4480(%rsi,%r11,4), %ymm0, %ymm5
	vmovups	3072(%rsp), %ymm0
	vfmadd231ps	3392(%rsp), %ymm2, %ymm7
	vmovups	13440(%rbp,%r11,4), %ymm2
	vfmadd231ps	-2240(%rsi,%r11,4), %ymm0, %ymm5
	vmovaps	%ymm6, %ymm0
	vminps	%ymm5, %ymm6, %ymm5
	vsubps	%ymm1, %ymm2, %ymm6
	vfmadd132ps	3296(%rsp), %ymm1, %ymm6
	vsubps	%ymm6, %ymm0, %ymm4
	vbroadcastss	(%r10), %ymm0
	movabsq	$.LCPI4_17, %r10
	vbroadcastss	(%r10), %ymm10
	movabsq	$.LCPI4_18, %r10
	vfmadd213ps	%ymm6, %ymm5, %ymm4
	vaddps	%ymm3, %ymm7, %ymm5
	vpaddd	%ymm5, %ymm12, %ymm3
	vpand	%ymm3, %ymm13, %ymm6
	vpsrad	$23, %ymm3, %ymm3
	vpsubd	%ymm6, %ymm5, %ymm5
	vmovups	%ymm0, 816(%rsp)
	vaddps	%ymm0, %ymm5, %ymm11
	vbroadcastss	(%r10), %ymm0
	movabsq	$.LCPI4_38, %r10
	vmovaps	%ymm10, %ymm6
	vbroadcastss	(%r10), %ymm5
	movabsq	$.LCPI4_21, %r10
	vbroadcastss	(%r10), %ymm15
	movabsq	$.LCPI4_22, %r10
	vmulps	%ymm11, %ymm11, %ymm2
	vmovups	%ymm0, 224(%rsp)
	vfmadd213ps	%ymm0, %ymm11, %ymm6
	vbroadcastss	(%r12), %ymm0
	vmovaps	%ymm5, %ymm9
	vfmsub213ps	%ymm0, %ymm11, %ymm9
	vbroadcastss	(%r10), %ymm0
	movabsq	$.LCPI4_24, %r10
	vbroadcastss	(%r10), %ymm1
	movabsq	$.LCPI4_25, %r10
	vfnmadd213ps	%ymm6, %ymm2, %ymm9
	vmovaps	%ymm15, %ymm6
	vmovups	%ymm0, 384(%rsp)
	vfmadd213ps	%ymm0, %ymm11, %ymm6
	vbroadcastss	(%r8), %ymm0
	vmovups	%ymm1, 784(%rsp)
	vmovaps	%ymm0, %ymm8
	vfmsub213ps	%ymm1, %ymm11, %ymm8
	vbroadcastss	(%r10), %ymm1
	movabsq	$.LCPI4_27, %r10
	vfnmadd213ps	%ymm6, %ymm2, %ymm8
	vmulps	%ymm2, %ymm2, %ymm6
	vmovups	%ymm1, 96(%rsp)
	vfmadd231ps	%ymm1, %ymm6, %ymm8
	vmovups	3360(%rsp), %ymm1
	vfmadd213ps	%ymm9, %ymm6, %ymm8
	vbroadcastss	(%r10), %ymm6
	movabsq	$.LCPI4_26, %r10
	vcvtdq2ps	%ymm3, %ymm9
	vbroadcastss	(%r10), %ymm3
	vfmadd213ps	%ymm6, %ymm11, %ymm8
	vfmadd213ps	%ymm11, %ymm3, %ymm9
	vmovups	11200(%rbp,%r11,4), %ymm11
	vfmadd213ps	-8960(%rsi,%r11,4), %ymm1, %ymm11
	vmovups	3136(%rsp), %ymm1
	vfmadd231ps	-6720(%rsi,%r11,4), %ymm1, %ymm11
	vfmadd231ps	%ymm8, %ymm2, %ymm9
	vbroadcastss	(%r13), %ymm2
	vaddps	%ymm2, %ymm11, %ymm1
	vpaddd	%ymm1, %ymm12, %ymm8
	vpand	%ymm13, %ymm8, %ymm12
	vpsubd	%ymm12, %ymm1, %ymm1
	vaddps	816(%rsp), %ymm1, %ymm1
	vbroadcastss	(%r12), %ymm12
	vfmadd213ps	384(%rsp), %ymm1, %ymm15
	vfmsub213ps	784(%rsp), %ymm1, %ymm0
	vfmadd213ps	224(%rsp), %ymm1, %ymm10
	vfmsub213ps	%ymm12, %ymm1, %ymm5
	vmulps	%ymm1, %ymm1, %ymm12
	vmulps	%ymm12, %ymm12, %ymm13
	vfnmadd213ps	%ymm15, %ymm12, %ymm0
	vfmadd231ps	96(%rsp), %ymm13, %ymm0
	vfnmadd213ps	%ymm10, %ymm12, %ymm5
	vfmadd213ps	%ymm5, %ymm13, %ymm0
	vpsrad	$23, %ymm8, %ymm5
	vcvtdq2ps	%ymm5, %ymm5
	vfmadd213ps	%ymm6, %ymm1, %ymm0
	vfmadd213ps	%ymm1, %ymm3, %ymm5
	vmovups	3328(%rsp), %ymm1
	vmovups	3264(%rsp), %ymm3
	vmulps	42560(%rbp,%r11,4), %ymm3, %ymm3
	vfmadd231ps	%ymm0, %ymm12, %ymm5
	vmovups	3040(%rsp), %ymm0
	vmulps	(%rsi,%r11,4), %ymm0, %ymm0
	vminps	%ymm0, %ymm2, %ymm0
	vsubps	%ymm0, %ymm1, %ymm1
	vfmadd132ps	15680(%rbp,%r11,4), %ymm0, %ymm1
	vsubps	192(%rsp), %ymm4, %ymm0
	vmulps	44800(%rbp,%r11,4), %ymm0, %ymm0
	vmovups	%ymm14, 6720(%rbp,%r11,4)
	vmovups	%ymm7, 8960(%rbp,%r11,4)
	vmovups	%ymm11, 11200(%rbp,%r11,4)
	vmovups	%ymm4, 13440(%rbp,%r11,4)
	vfmadd231ps	2976(%rsp), %ymm1, %ymm0
	vfmadd231ps	3008(%rsp), %ymm5, %ymm0
	vmovups	%ymm1, 15680(%rbp,%r11,4)
	vfmadd231ps	%ymm3, %ymm9, %ymm0
	vmovups	%ymm0, 20160(%rbp,%r11,4)
	addq	$8, %r11
	cmpq	%r11, %rax
	jne	.LBB4_69
	movq	608(%rsp), %rdx
	jmp	.LBB4_74
	.p2align	4
.LBB4_71:
	movq	272(%rsp), %rsi
	movq	552(%rsp), %rdi
	movq	%r12, %r9
	xorl	%r8d, %r8d
	movabsq	$.LCPI4_39, %rdx
	movabsq	$.LCPI4_2, %r13
	movabsq	$.LCPI4_20, %r12
	vxorps	%xmm3, %xmm3, %xmm3
	.p2align	4
.LBB4_72:
	vmovss	-15680(%rdi,%r8,4), %xmm0
	vmovaps	2208(%rsp), %xmm1
	vfmadd213ss	-17920(%rdi,%r8,4), %xmm1, %xmm0
	vmovaps	2224(%rsp), %xmm1
	vmovss	-11200(%rdi,%r8,4), %xmm2
	vmovss	(%r13), %xmm4
	vmovss	(%r9), %xmm12
	vfmadd231ss	-13440(%rdi,%r8,4), %xmm1, %xmm0
	vmovss	6720(%rbp,%r8,4), %xmm1
	vsubss	%xmm0, %xmm1, %xmm1
	vmaxss	%xmm1, %xmm3, %xmm5
	vfmadd132ss	1392(%rsp), %xmm0, %xmm5
	vmovss	8960(%rbp,%r8,4), %xmm0
	vmovaps	2288(%rsp), %xmm1
	vsubss	%xmm0, %xmm2, %xmm2
	vmaxss	%xmm2, %xmm3, %xmm2
	vmulss	2240(%rsp), %xmm2, %xmm2
	vmovss	(%rsi,%r8,4), %xmm3
	vaddss	%xmm4, %xmm5, %xmm6
	vmovss	%xmm3, 96(%rsp)
	vmulss	%xmm5, %xmm2, %xmm2
	vdivss	%xmm6, %xmm2, %xmm14
	vmulss	-4480(%rdi,%r8,4), %xmm1, %xmm2
	vmovaps	2304(%rsp), %xmm1
	vfmadd231ss	1408(%rsp), %xmm0, %xmm14
	vmovss	13440(%rbp,%r8,4), %xmm0
	vfmadd231ss	-2240(%rdi,%r8,4), %xmm1, %xmm2
	vsubss	%xmm3, %xmm0, %xmm0
	vfmadd132ss	1440(%rsp), %xmm3, %xmm0
	vmovss	64(%rsp), %xmm3
	vminss	%xmm2, %xmm4, %xmm2
	vsubss	%xmm0, %xmm4, %xmm13
	vmovss	32(%rsp), %xmm4
	vfmadd213ss	%xmm0, %xmm2, %xmm13
	vaddss	%xmm6, %xmm14, %xmm0
	vmovd	%xmm0, %eax
	leal	-1060439283(%rax), %r11d
	vmovaps	%xmm4, %xmm6
	movl	%r11d, %r10d
	andl	$-8388608, %r11d
	subl	%r11d, %eax
	sarl	$23, %r10d
	vmovd	%eax, %xmm0
	movabsq	$.LCPI4_1, %rax
	vmovss	(%rax), %xmm1
	movabsq	$.LCPI4_18, %rax
	vmovss	(%rax), %xmm11
	movabsq	$.LCPI4_38, %rax
	vmovss	(%rax), %xmm2
	movabsq	$.LCPI4_24, %rax
	vmovss	(%rax), %xmm9
	movabsq	$.LCPI4_25, %rax
	vaddss	%xmm1, %xmm0, %xmm10
	vmovss	(%rdx), %xmm0
	vmovss	%xmm1, 192(%rsp)
	vmovaps	%xmm2, %xmm7
	vfmsub213ss	(%r12), %xmm10, %xmm7
	vfmadd213ss	%xmm11, %xmm10, %xmm6
	vmulss	%xmm10, %xmm10, %xmm1
	vmovss	%xmm9, 224(%rsp)
	vmovaps	%xmm0, %xmm8
	vfmsub213ss	%xmm9, %xmm10, %xmm8
	vmovss	(%rax), %xmm9
	movabsq	$.LCPI4_27, %rax
	vmovss	(%rax), %xmm15
	movabsq	$.LCPI4_26, %rax
	vfnmadd213ss	%xmm6, %xmm1, %xmm7
	vmovaps	%xmm3, %xmm6
	vfmadd213ss	%xmm12, %xmm10, %xmm6
	vmovss	%xmm9, 384(%rsp)
	vfnmadd213ss	%xmm6, %xmm1, %xmm8
	vmulss	%xmm1, %xmm1, %xmm6
	vfmadd231ss	%xmm9, %xmm6, %xmm8
	vcvtsi2ss	%r10d, %xmm12, %xmm9
	vfmadd213ss	%xmm7, %xmm6, %xmm8
	vmovss	(%rax), %xmm7
	vmovss	(%r13), %xmm6
	vfmadd213ss	%xmm15, %xmm10, %xmm8
	vfmadd213ss	%xmm10, %xmm7, %xmm9
	vmovss	11200(%rbp,%r8,4), %xmm10
	vfmadd231ss	%xmm8, %xmm1, %xmm9
	vmovaps	1424(%rsp), %xmm1
	vfmadd213ss	-8960(%rdi,%r8,4), %xmm1, %xmm10
	vmovaps	2272(%rsp), %xmm1
	vfmadd231ss	-6720(%rdi,%r8,4), %xmm1, %xmm10
	vaddss	%xmm6, %xmm10, %xmm1
	vmovd	%xmm1, %eax
	leal	-1060439283(%rax), %r11d
	movl	%r11d, %r10d
	andl	$-8388608, %r11d
	subl	%r11d, %eax
	sarl	$23, %r10d
	movq	160(%rsp), %r11
	vmovd	%eax, %xmm1
	vaddss	192(%rsp), %xmm1, %xmm1
	vfmsub213ss	224(%rsp), %xmm1, %xmm0
	vfmsub213ss	(%r12), %xmm1, %xmm2
	vfmadd231ss	%xmm3, %xmm1, %xmm12
	vmulss	%xmm1, %xmm1, %xmm8
	vfmadd231ss	%xmm4, %xmm1, %xmm11
	vxorps	%xmm3, %xmm3, %xmm3
	vmulss	%xmm8, %xmm8, %xmm4
	vfnmadd213ss	%xmm12, %xmm8, %xmm0
	vfmadd231ss	384(%rsp), %xmm4, %xmm0
	vfnmadd213ss	%xmm11, %xmm8, %xmm2
	vfmadd213ss	%xmm2, %xmm4, %xmm0
	vfmadd213ss	%xmm15, %xmm1, %xmm0
	vcvtsi2ss	%r10d, %xmm5, %xmm2
	vfmadd213ss	%xmm1, %xmm7, %xmm2
	vmovaps	1456(%rsp), %xmm1
	vfmadd231ss	%xmm0, %xmm8, %xmm2
	vmovaps	2336(%rsp), %xmm0
	vmulss	(%rdi,%r8,4), %xmm0, %xmm0
	vminss	%xmm0, %xmm6, %xmm0
	vsubss	%xmm0, %xmm1, %xmm1
	vfmadd132ss	15680(%rbp,%r8,4), %xmm0, %xmm1
	vsubss	96(%rsp), %xmm13, %xmm0
	vmulss	44800(%rbp,%r8,4), %xmm0, %xmm0
	vfmadd231ss	2320(%rsp), %xmm1, %xmm0
	vfmadd231ss	2256(%rsp), %xmm2, %xmm0
	vmovaps	1376(%rsp), %xmm2
	vmulss	42560(%rbp,%r8,4), %xmm2, %xmm2
	vmovss	%xmm5, 6720(%rbp,%r8,4)
	vmovss	%xmm14, 8960(%rbp,%r8,4)
	vmovss	%xmm10, 11200(%rbp,%r8,4)
	vmovss	%xmm13, 13440(%rbp,%r8,4)
	vmovss	%xmm1, 15680(%rbp,%r8,4)
	vfmadd231ss	%xmm2, %xmm9, %xmm0
	vmovss	%xmm0, 20160(%rbp,%r8,4)
	incq	%r8
	cmpq	%r8, %r11
	jne	.LBB4_72
	leaq	(,%r11,4), %rdx
.LBB4_74:
	movl	1472(%rsp), %esi
	leaq	87360(%rbp,%rdx), %rdi
	movq	%rdx, %r8
	vmovss	912(%rsp), %xmm15
	movq	%r8, 608(%rsp)
	movl	%esi, %eax
	shrl	$16, %eax
	xorl	%esi, %eax
	movq	368(%rsp), %rsi
	imull	$2146121005, %eax, %eax
	movl	%eax, %r9d
	shrl	$15, %r9d
	xorl	%eax, %r9d
	imull	$-2073254261, %r9d, %eax
	movl	%eax, %r10d
	shrl	$16, %r10d
	xorl	%eax, %r10d
	leaq	8960(%rsi,%rdx), %rax
	movq	720(%rsp), %rsi
	cmpq	%rax, %rbp
	setb	%al
	cmpq	%rdi, 680(%rsp)
	leaq	31360(%rsi,%rdx), %r12
	movq	544(%rsp), %rdx
	setb	%r11b
	cmpq	%r12, %rbp
	leaq	(%rdx,%r8), %r8
	setb	%r12b
	cmpq	%rdi, %rsi
	setb	%r13b
	cmpq	%r8, %rbp
	movq	%r8, 96(%rsp)
	movabsq	$.LCPI4_27, %r8
	setb	%r9b
	cmpq	%rdi, %rdx
	setb	%dil
	testb	%dil, %r9b
	jne	.LBB4_79
	andb	%r12b, %r13b
	jne	.LBB4_79
	andb	%al, %r11b
	jne	.LBB4_79
	vmovd	%r10d, %xmm0
	movabsq	$9223372036854775680, %rax
	movq	272(%rsp), %r9
	movq	152(%rsp), %r13
	xorl	%r10d, %r10d
	movabsq	$.LCPI4_20, %r12
	movabsq	$.LCPI4_26, %rdx
	movabsq	$.LCPI4_3, %rsi
	leaq	112(%rax), %r11
	movq	144(%rsp), %rax
	andq	%rcx, %r11
	vpbroadcastd	%xmm0, %ymm0
	vmovdqu	%ymm0, 192(%rsp)
	.p2align	4
.LBB4_78:
	vmovups	13440(%rbp,%r10,4), %ymm1
	vsubps	(%r9,%r10,4), %ymm1, %ymm5
	vmovups	(%rbp,%r10,4), %ymm2
	vmulps	31360(%rbp,%r10,4), %ymm2, %ymm1
	vmovups	4032(%rsp), %ymm0
	movabsq	$.LCPI4_2, %rdi
	vbroadcastss	(%r12), %ymm12
	vsubps	%ymm1, %ymm2, %ymm2
	vaddps	4480(%rbp,%r10,4), %ymm2, %ymm4
	vmulps	26880(%rbp,%r10,4), %ymm0, %ymm2
	vaddps	%ymm0, %ymm4, %ymm3
	vmulps	%ymm4, %ymm2, %ymm2
	vmovups	4256(%rsp), %ymm0
	vrcpps	%ymm3, %ymm6
	vmulps	%ymm6, %ymm2, %ymm7
	vfmsub213ps	%ymm2, %ymm7, %ymm3
	vfnmadd213ps	%ymm7, %ymm6, %ymm3
	vbroadcastss	(%rdi), %ymm6
	vaddps	6720(%rbp,%r10,4), %ymm6, %ymm2
	movabsq	$.LCPI4_15, %rdi
	vpbroadcastd	(%rdi), %ymm7
	movabsq	$.LCPI4_16, %rdi
	vpbroadcastd	(%rdi), %ymm9
	movabsq	$.LCPI4_1, %rdi
	vpaddd	%ymm7, %ymm2, %ymm7
	vpsrad	$23, %ymm7, %ymm8
	vpand	%ymm7, %ymm9, %ymm7
	vpsubd	%ymm7, %ymm2, %ymm2
	vbroadcastss	(%rdi), %ymm7
	movabsq	$.LCPI4_17, %rdi
	vcvtdq2ps	%ymm8, %ymm8
	vbroadcastss	(%rdi), %ymm10
	movabsq	$.LCPI4_18, %rdi
	vbroadcastss	(%rdi), %ymm11
	movabsq	$.LCPI4_19, %rdi
	vaddps	%ymm7, %ymm2, %ymm2
	vfmadd231ps	%ymm10, %ymm2, %ymm11
	vbroadcastss	(%rdi), %ymm10
	vmulps	%ymm2, %ymm2, %ymm7
	movabsq	$.LCPI4_21, %rdi
	vmulps	%ymm7, %ymm7, %ymm9
	vfmadd231ps	%ymm10, %ymm2, %ymm12
	vbroadcastss	(%rdi), %ymm10
	movabsq	$.LCPI4_22, %rdi
	vfmadd213ps	%ymm11, %ymm7, %ymm12
	vbroadcastss	(%rdi), %ymm11
	movabsq	$.LCPI4_23, %rdi
	vfmadd231ps	%ymm10, %ymm2, %ymm11
	vbroadcastss	(%rdi), %ymm10
	movabsq	$.LCPI4_24, %rdi
	vbroadcastss	(%rdi), %ymm13
	movabsq	$.LCPI4_25, %rdi
	vfmadd231ps	%ymm10, %ymm2, %ymm13
	vbroadcastss	(%rdi), %ymm10
	movabsq	$.LCPI4_4, %rdi
	vfmadd213ps	%ymm11, %ymm7, %ymm13
	vbroadcastss	(%r8), %ymm11
	vfmadd213ps	%ymm13, %ymm9, %ymm10
	vfmadd213ps	%ymm12, %ymm9, %ymm10
	vbroadcastss	(%rdx), %ymm9
	vbroadcastss	(%rsi), %ymm12
	vfmadd231ps	%ymm10, %ymm2, %ymm11
	vmovups	3840(%rsp), %ymm10
	vfmadd213ps	%ymm2, %ymm8, %ymm9
	vmulps	3936(%rsp), %ymm3, %ymm8
	vfmadd231ps	%ymm11, %ymm7, %ymm9
	vmovups	11200(%rax,%r10,4), %ymm7
	vfmadd213ps	(%rax,%r10,4), %ymm0, %ymm7
	vfmadd213ps	%ymm6, %ymm5, %ymm10
	vfmadd231ps	4000(%rsp), %ymm9, %ymm10
	vmovups	3872(%rsp), %ymm0
	vmulps	3968(%rsp), %ymm7, %ymm2
	vfmadd132ps	4224(%rsp), %ymm8, %ymm7
	vminps	2240(%rax,%r10,4), %ymm2, %ymm2
	vfmadd231ps	4160(%rsp), %ymm2, %ymm8
	vfmadd231ps	4480(%rax,%r10,4), %ymm0, %ymm7
	vxorps	%xmm0, %xmm0, %xmm0
	vmaxps	%ymm5, %ymm0, %ymm5
	vmulps	3744(%rsp), %ymm5, %ymm5
	vmaxps	%ymm10, %ymm0, %ymm9
	vmulps	3808(%rsp), %ymm9, %ymm11
	vfmadd231ps	3904(%rsp), %ymm2, %ymm7
	vmovups	3712(%rsp), %ymm0
	vmulps	4192(%rsp), %ymm11, %ymm14
	vmulps	%ymm11, %ymm11, %ymm10
	vmovaps	%ymm7, %ymm9
	vfmadd213ps	%ymm10, %ymm7, %ymm9
	vsqrtps	%ymm9, %ymm9
	vmaxps	%ymm9, %ymm12, %ymm9
	vrcpps	%ymm9, %ymm13
	vmulps	%ymm13, %ymm14, %ymm15
	vfmsub213ps	%ymm14, %ymm15, %ymm9
	vmovups	3776(%rsp), %ymm14
	vfnmadd213ps	%ymm15, %ymm13, %ymm9
	vmulps	4128(%rsp), %ymm2, %ymm13
	vmulps	4064(%rsp), %ymm2, %ymm2
	vfmadd231ps	31360(%rax,%r10,4), %ymm14, %ymm13
	vmulps	%ymm7, %ymm9, %ymm7
	vfmadd231ps	%ymm13, %ymm13, %ymm10
	vmulps	%ymm13, %ymm11, %ymm11
	vsqrtps	%ymm10, %ymm10
	vmaxps	%ymm10, %ymm12, %ymm10
	vrcpps	%ymm10, %ymm12
	vmulps	%ymm12, %ymm11, %ymm13
	vfmsub213ps	%ymm11, %ymm13, %ymm10
	vmovdqu	192(%rsp), %ymm11
	vpxor	(%r13,%r10,4), %ymm11, %ymm11
	vfnmadd213ps	%ymm13, %ymm12, %ymm10
	vpsrld	$16, %ymm11, %ymm12
	vpxor	%ymm11, %ymm12, %ymm11
	vpbroadcastd	(%rdi), %ymm12
	movabsq	$.LCPI4_5, %rdi
	vfmadd213ps	%ymm10, %ymm9, %ymm2
	vpmulld	%ymm12, %ymm11, %ymm11
	vpsrld	$15, %ymm11, %ymm12
	vpxor	%ymm11, %ymm12, %ymm11
	vpbroadcastd	(%rdi), %ymm12
	movabsq	$.LCPI4_7, %rdi
	vpmulld	%ymm12, %ymm11, %ymm11
	vpsrld	$25, %ymm11, %ymm12
	vpsrld	$9, %ymm11, %ymm11
	vpxor	%ymm11, %ymm12, %ymm11
	vbroadcastss	(%rdi), %ymm12
	movabsq	$.LCPI4_14, %rdi
	vbroadcastss	(%rdi), %ymm13
	vcvtdq2ps	%ymm11, %ymm11
	vfmadd231ps	%ymm12, %ymm11, %ymm13
	vmovups	29120(%rbp,%r10,4), %ymm11
	vmovups	3680(%rsp), %ymm12
	vmulps	8960(%rax,%r10,4), %ymm12, %ymm12
	vfmadd213ps	%ymm13, %ymm5, %ymm13
	vsubps	%ymm11, %ymm6, %ymm6
	vcmpleps	%ymm13, %ymm0, %ymm5
	vmovups	4096(%rsp), %ymm0
	vandps	%ymm7, %ymm5, %ymm5
	vaddps	2240(%rbp,%r10,4), %ymm5, %ymm5
	vmulps	%ymm8, %ymm9, %ymm7
	vmulps	17920(%rbp,%r10,4), %ymm0, %ymm8
	vfmadd213ps	%ymm11, %ymm12, %ymm6
	vmovups	%ymm4, (%rbp,%r10,4)
	vfmadd231ps	3648(%rsp), %ymm10, %ymm8
	vmulps	%ymm6, %ymm5, %ymm6
	vsubps	%ymm6, %ymm5, %ymm4
	vmovups	%ymm6, 4480(%rbp,%r10,4)
	vmovups	%ymm8, 17920(%rbp,%r10,4)
	vmovups	%ymm4, 2240(%rbp,%r10,4)
	vmovups	%ymm3, 60480(%rbp,%r10,4)
	vmovups	%ymm1, 69440(%rbp,%r10,4)
	vmovups	%ymm7, 85120(%rbp,%r10,4)
	vmovups	%ymm2, 87360(%rbp,%r10,4)
	addq	$8, %r10
	cmpq	%r10, %r11
	jne	.LBB4_78
	jmp	.LBB4_81
	.p2align	4
.LBB4_79:
	movq	272(%rsp), %rsi
	movq	144(%rsp), %r8
	xorl	%r11d, %r11d
	movabsq	$.LCPI4_20, %r13
	movabsq	$.LCPI4_3, %rdx
	vxorps	%xmm14, %xmm14, %xmm14
	.p2align	4
.LBB4_80:
	movabsq	$.LCPI4_2, %rax
	vmovss	13440(%rbp,%r11,4), %xmm2
	vsubss	(%rsi,%r11,4), %xmm2, %xmm8
	vmovss	(%rbp,%r11,4), %xmm3
	vmulss	31360(%rbp,%r11,4), %xmm3, %xmm2
	vmovaps	1920(%rsp), %xmm6
	vmovss	(%r13), %xmm10
	vmovaps	1984(%rsp), %xmm12
	vmulss	8960(%r8,%r11,4), %xmm12, %xmm12
	vmovaps	2096(%rsp), %xmm13
	vmovss	(%rax), %xmm0
	vaddss	6720(%rbp,%r11,4), %xmm0, %xmm1
	vsubss	%xmm2, %xmm3, %xmm3
	vaddss	4480(%rbp,%r11,4), %xmm3, %xmm4
	vmulss	26880(%rbp,%r11,4), %xmm6, %xmm3
	vmovd	%xmm1, %eax
	leal	-1060439283(%rax), %edi
	movl	%edi, %r9d
	andl	$-8388608, %edi
	subl	%edi, %eax
	sarl	$23, %r9d
	vmovd	%eax, %xmm5
	movq	152(%rsp), %rax
	vcvtsi2ss	%r9d, %xmm15, %xmm1
	movabsq	$.LCPI4_24, %r9
	vmovss	(%r9), %xmm11
	movl	(%rax,%r11,4), %eax
	vmulss	%xmm4, %xmm3, %xmm3
	vaddss	%xmm6, %xmm4, %xmm6
	vdivss	%xmm6, %xmm3, %xmm3
	xorl	%r10d, %eax
	movl	%eax, %edi
	shrl	$16, %edi
	xorl	%eax, %edi
	imull	$2146121005, %edi, %eax
	movl	%eax, %edi
	shrl	$15, %edi
	xorl	%eax, %edi
	imull	$-2073254261, %edi, %r12d
	movabsq	$.LCPI4_1, %rdi
	vaddss	(%rdi), %xmm5, %xmm5
	movabsq	$.LCPI4_26, %rdi
	movl	%r12d, %eax
	shrl	$9, %r12d
	vfmadd231ss	752(%rsp), %xmm5, %xmm11
	vfmadd132ss	(%rdi), %xmm5, %xmm1
	shrl	$25, %eax
	xorl	%eax, %r12d
	movabsq	$.LCPI4_18, %rax
	vmovss	(%rax), %xmm9
	vfmadd231ss	32(%rsp), %xmm5, %xmm9
	movabsq	$.LCPI4_22, %rax
	vfmadd231ss	%xmm15, %xmm5, %xmm10
	vmulss	%xmm5, %xmm5, %xmm6
	vmulss	%xmm6, %xmm6, %xmm7
	vfmadd213ss	%xmm9, %xmm6, %xmm10
	vmovss	(%rax), %xmm9
	vfmadd231ss	64(%rsp), %xmm5, %xmm9
	movabsq	$.LCPI4_25, %rax
	vfmadd213ss	%xmm9, %xmm6, %xmm11
	vfmadd231ss	(%rax), %xmm7, %xmm11
	movabsq	$.LCPI4_27, %rax
	vmulss	2080(%rsp), %xmm3, %xmm9
	vfmadd213ss	%xmm10, %xmm7, %xmm11
	vfmadd213ss	(%rax), %xmm5, %xmm11
	vmovaps	2624(%rsp), %xmm5
	vmovaps	2064(%rsp), %xmm7
	movabsq	$.LCPI4_14, %rax
	vfmadd231ss	%xmm11, %xmm6, %xmm1
	vmovss	11200(%r8,%r11,4), %xmm6
	vfmadd213ss	(%r8,%r11,4), %xmm5, %xmm6
	vmovss	29120(%rbp,%r11,4), %xmm11
	vmulss	2032(%rsp), %xmm6, %xmm5
	vfmadd132ss	2608(%rsp), %xmm9, %xmm6
	vminss	2240(%r8,%r11,4), %xmm5, %xmm5
	vfmadd231ss	2576(%rsp), %xmm5, %xmm9
	vfmadd231ss	4480(%r8,%r11,4), %xmm7, %xmm6
	vmovaps	1952(%rsp), %xmm7
	vfmadd231ss	2048(%rsp), %xmm5, %xmm6
	vfmadd213ss	%xmm0, %xmm8, %xmm7
	vfmadd231ss	1968(%rsp), %xmm1, %xmm7
	vmaxss	%xmm8, %xmm14, %xmm8
	vmulss	2016(%rsp), %xmm8, %xmm8
	vmaxss	%xmm7, %xmm14, %xmm1
	vmulss	1936(%rsp), %xmm1, %xmm1
	vmovaps	%xmm6, %xmm7
	vmulss	%xmm1, %xmm1, %xmm10
	vfmadd213ss	%xmm10, %xmm6, %xmm7
	vsqrtss	%xmm7, %xmm7, %xmm7
	vsubss	%xmm11, %xmm0, %xmm0
	vfmadd213ss	%xmm11, %xmm12, %xmm0
	vmulss	2592(%rsp), %xmm1, %xmm12
	vmovss	(%rdx), %xmm11
	vmaxss	%xmm7, %xmm11, %xmm7
	vdivss	%xmm7, %xmm12, %xmm7
	vmulss	2528(%rsp), %xmm5, %xmm12
	vmulss	2544(%rsp), %xmm5, %xmm5
	vfmadd231ss	31360(%r8,%r11,4), %xmm13, %xmm12
	vmovss	848(%rsp), %xmm13
	vmulss	%xmm6, %xmm7, %xmm6
	vmulss	%xmm7, %xmm9, %xmm9
	vfmadd231ss	%xmm12, %xmm12, %xmm10
	vmulss	%xmm1, %xmm12, %xmm1
	vsqrtss	%xmm10, %xmm10, %xmm10
	vmaxss	%xmm10, %xmm11, %xmm10
	vcvtsi2ss	%r12d, %xmm15, %xmm11
	vfmadd213ss	(%rax), %xmm13, %xmm11
	vdivss	%xmm10, %xmm1, %xmm1
	vfmadd213ss	%xmm1, %xmm7, %xmm5
	vmovaps	2560(%rsp), %xmm7
	vmulss	17920(%rbp,%r11,4), %xmm7, %xmm7
	vfmadd213ss	%xmm11, %xmm8, %xmm11
	vcmpltss	2000(%rsp), %xmm11, %xmm8
	vfmadd231ss	2112(%rsp), %xmm1, %xmm7
	vandnps	%xmm6, %xmm8, %xmm6
	vaddss	2240(%rbp,%r11,4), %xmm6, %xmm6
	vmovss	%xmm4, (%rbp,%r11,4)
	vmulss	%xmm0, %xmm6, %xmm0
	vmovss	%xmm0, 4480(%rbp,%r11,4)
	vsubss	%xmm0, %xmm6, %xmm0
	vmovss	%xmm7, 17920(%rbp,%r11,4)
	vmovss	%xmm0, 2240(%rbp,%r11,4)
	vmovss	%xmm3, 60480(%rbp,%r11,4)
	vmovss	%xmm2, 69440(%rbp,%r11,4)
	vmovss	%xmm9, 85120(%rbp,%r11,4)
	vmovss	%xmm5, 87360(%rbp,%r11,4)
	incq	%r11
	cmpq	%r11, 160(%rsp)
	jne	.LBB4_80
.LBB4_81:
	movl	1232(%rsp), %edx
	movq	368(%rsp), %r12
	leaq	17920(%rbp), %r10
	movl	%edx, %eax
	shrl	$16, %eax
	xorl	%edx, %eax
	imull	$2146121005, %eax, %eax
	movl	%eax, %edi
	shrl	$15, %edi
	xorl	%eax, %edi
	imull	$-2073254261, %edi, %eax
	movl	416(%rsp), %edi
	movl	%eax, %edx
	shrl	$16, %edx
	xorl	%eax, %edx
	movl	%edi, %eax
	shrl	$16, %eax
	movl	%edx, 1872(%rsp)
	movq	320(%rsp), %rdx
	xorl	%edi, %eax
	movq	608(%rsp), %rdi
	imull	$2146121005, %eax, %eax
	movl	%eax, %r9d
	leaq	(%rbp,%rdi), %r8
	leaq	(%r12,%rdi), %r11
	shrl	$15, %r9d
	addq	$67200, %r8
	addq	$13440, %r11
	xorl	%eax, %r9d
	imull	$-2073254261, %r9d, %r9d
	movl	%r9d, %eax
	shrl	$16, %eax
	xorl	%r9d, %eax
	movq	720(%rsp), %r9
	leaq	(%r9,%rdi), %r13
	addq	$6720, %r9
	addq	%rdx, %rdi
	addq	$35840, %r13
	cmpq	96(%rsp), %r10
	setb	192(%rsp)
	cmpq	%r8, 544(%rsp)
	setb	96(%rsp)
	cmpq	%r11, %r10
	setb	%r11b
	cmpq	%r8, %r12
	setb	%r12b
	cmpq	%r13, %r10
	setb	%r13b
	cmpq	%r8, %r9
	setb	%sil
	cmpq	%rdi, %r10
	setb	%r10b
	cmpq	%r8, %rdx
	setb	%r8b
	testb	%r8b, %r10b
	jne	.LBB4_88
	andb	%r13b, %sil
	jne	.LBB4_88
	andb	%r11b, %r12b
	jne	.LBB4_88
	movzbl	96(%rsp), %edx
	andb	%dl, 192(%rsp)
	jne	.LBB4_88
	vmovd	%eax, %xmm0
	vbroadcastss	896(%rsp), %ymm1
	movq	320(%rsp), %r10
	movq	504(%rsp), %rdx
	movq	152(%rsp), %rsi
	movq	144(%rsp), %r9
	movabsq	$9223372036854775680, %rax
	movabsq	$.LCPI4_36, %r13
	movabsq	$.LCPI4_15, %r12
	movabsq	$.LCPI4_16, %rdi
	movabsq	$.LCPI4_6, %r8
	addq	$112, %rax
	andq	%rax, %rcx
	xorl	%eax, %eax
	vpbroadcastd	%xmm0, %ymm0
	vmovdqu	%ymm0, 4384(%rsp)
	vbroadcastss	592(%rsp), %ymm0
	vmovups	%ymm1, 4288(%rsp)
	vmovups	%ymm0, 4352(%rsp)
	vmovss	1872(%rsp), %xmm0
	vbroadcastss	%xmm0, %ymm0
	vmovups	%ymm0, 4320(%rsp)
	.p2align	4
.LBB4_86:
	movabsq	$.LCPI4_29, %r11
	vbroadcastss	(%r13), %ymm14
	vbroadcastss	(%r11), %ymm0
	movabsq	$.LCPI4_30, %r11
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_31, %r11
	vmovups	%ymm0, 192(%rsp)
	vmaxps	20160(%rbp,%rax,4), %ymm0, %ymm0
	vmovups	%ymm1, 96(%rsp)
	vminps	%ymm0, %ymm1, %ymm0
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_0, %r11
	vbroadcastss	(%r11), %ymm6
	movabsq	$.LCPI4_26, %r11
	vbroadcastss	(%r11), %ymm10
	movabsq	$.LCPI4_32, %r11
	vbroadcastss	(%r11), %ymm2
	movabsq	$.LCPI4_33, %r11
	vbroadcastss	(%r11), %ymm3
	movabsq	$.LCPI4_34, %r11
	vmovups	%ymm1, 224(%rsp)
	vfmadd213ps	%ymm6, %ymm0, %ymm1
	vmovups	%ymm6, 608(%rsp)
	vmovups	%ymm2, 384(%rsp)
	vmovups	%ymm3, 848(%rsp)
	vroundps	$9, %ymm1, %ymm1
	vfnmadd231ps	%ymm10, %ymm1, %ymm0
	vmovups	%ymm1, 32(%rsp)
	vfmadd213ps	%ymm3, %ymm0, %ymm2
	vbroadcastss	(%r11), %ymm3
	movabsq	$.LCPI4_35, %r11
	vmulps	%ymm0, %ymm0, %ymm1
	vbroadcastss	(%r11), %ymm5
	movabsq	$.LCPI4_2, %r11
	vmovups	%ymm3, 720(%rsp)
	vfmadd213ps	%ymm5, %ymm0, %ymm3
	vmovups	%ymm5, 816(%rsp)
	vfmadd231ps	%ymm2, %ymm1, %ymm3
	vmovaps	%ymm14, %ymm2
	vfmadd213ps	%ymm6, %ymm0, %ymm2
	vfmadd231ps	%ymm3, %ymm1, %ymm2
	vbroadcastss	(%r11), %ymm3
	movabsq	$.LCPI4_1, %r11
	vaddps	%ymm3, %ymm0, %ymm0
	vmovups	%ymm3, 784(%rsp)
	vfmadd231ps	%ymm2, %ymm1, %ymm0
	vmovups	35840(%r9,%rax,4), %ymm1
	vfmadd132ps	3616(%rsp), %ymm3, %ymm1
	vpbroadcastd	(%rdi), %ymm2
	vmovups	%ymm0, 64(%rsp)
	vpbroadcastd	(%r12), %ymm0
	vmovdqu	%ymm2, 2448(%rsp)
	vmovdqu	%ymm0, 2352(%rsp)
	vpaddd	%ymm0, %ymm1, %ymm0
	vpand	%ymm2, %ymm0, %ymm2
	vpsrad	$23, %ymm0, %ymm0
	vpsubd	%ymm2, %ymm1, %ymm1
	vbroadcastss	(%r11), %ymm2
	movabsq	$.LCPI4_17, %r11
	vcvtdq2ps	%ymm0, %ymm5
	vmovdqu	(%rsi,%rax,4), %ymm0
	vbroadcastss	(%r11), %ymm13
	movabsq	$.LCPI4_18, %r11
	vaddps	%ymm2, %ymm1, %ymm4
	vmovups	%ymm2, 2416(%rsp)
	vbroadcastss	(%r11), %ymm2
	movabsq	$.LCPI4_38, %r11
	vmovdqu	%ymm0, 752(%rsp)
	vpxor	4384(%rsp), %ymm0, %ymm0
	vbroadcastss	(%r11), %ymm8
	movabsq	$.LCPI4_20, %r11
	vmovaps	%ymm13, %ymm1
	vbroadcastss	(%r11), %ymm3
	movabsq	$.LCPI4_21, %r11
	vmulps	%ymm4, %ymm4, %ymm7
	vbroadcastss	(%r11), %ymm12
	movabsq	$.LCPI4_22, %r11
	vfmadd213ps	%ymm4, %ymm10, %ymm5
	vmovups	%ymm2, 1232(%rsp)
	vfmadd213ps	%ymm2, %ymm4, %ymm1
	vmovaps	%ymm8, %ymm2
	vfmsub213ps	%ymm3, %ymm4, %ymm2
	vmovups	%ymm3, 1872(%rsp)
	vmovaps	%ymm12, %ymm9
	vfnmadd213ps	%ymm1, %ymm7, %ymm2
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_39, %r11
	vbroadcastss	(%r11), %ymm3
	movabsq	$.LCPI4_24, %r11
	vmovups	%ymm1, 2384(%rsp)
	vfmadd213ps	%ymm1, %ymm4, %ymm9
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_25, %r11
	vmovaps	%ymm3, %ymm11
	vfmsub213ps	%ymm1, %ymm4, %ymm11
	vmovups	%ymm1, 2752(%rsp)
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_4, %r11
	vfnmadd213ps	%ymm9, %ymm7, %ymm11
	vmulps	%ymm7, %ymm7, %ymm9
	vmovups	%ymm1, 1472(%rsp)
	vfmadd231ps	%ymm1, %ymm9, %ymm11
	vpbroadcastd	(%r11), %ymm1
	movabsq	$.LCPI4_5, %r11
	vpbroadcastd	(%r11), %ymm15
	movabsq	$.LCPI4_7, %r11
	vfmadd213ps	%ymm2, %ymm9, %ymm11
	vmovdqu	%ymm1, 416(%rsp)
	vfmsub213ps	%ymm6, %ymm4, %ymm11
	vpsrld	$16, %ymm0, %ymm4
	vbroadcastss	(%r11), %ymm6
	movabsq	$.LCPI4_8, %r11
	vpxor	%ymm0, %ymm4, %ymm0
	vpmulld	%ymm1, %ymm0, %ymm0
	vfmadd231ps	%ymm11, %ymm7, %ymm5
	vpsrld	$15, %ymm0, %ymm4
	vpxor	%ymm0, %ymm4, %ymm0
	vpmulld	%ymm15, %ymm0, %ymm0
	vpsrld	$16, %ymm0, %ymm4
	vpxor	%ymm0, %ymm4, %ymm9
	vpbroadcastd	(%r8), %ymm0
	vpaddd	%ymm0, %ymm9, %ymm0
	vpsrld	$16, %ymm0, %ymm7
	vpxor	%ymm0, %ymm7, %ymm0
	vpmulld	%ymm1, %ymm0, %ymm0
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_9, %r11
	vbroadcastss	(%r11), %ymm4
	movabsq	$.LCPI4_10, %r11
	vbroadcastss	(%r11), %ymm2
	movabsq	$.LCPI4_11, %r11
	vpsrld	$15, %ymm0, %ymm7
	vpxor	%ymm0, %ymm7, %ymm0
	vpmulld	%ymm15, %ymm0, %ymm0
	vpsrld	$16, %ymm0, %ymm7
	vpxor	%ymm0, %ymm7, %ymm0
	vpsrad	$8, %ymm0, %ymm0
	vcvtdq2ps	%ymm0, %ymm0
	vmulps	%ymm6, %ymm0, %ymm11
	vmulps	%ymm11, %ymm11, %ymm0
	vfmadd231ps	%ymm1, %ymm0, %ymm4
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_12, %r11
	vbroadcastss	(%r11), %ymm7
	movabsq	$.LCPI4_13, %r11
	vfmadd231ps	%ymm2, %ymm0, %ymm1
	vbroadcastss	(%r11), %ymm2
	movabsq	$.LCPI4_14, %r11
	vfmadd231ps	%ymm7, %ymm0, %ymm2
	vmulps	%ymm0, %ymm0, %ymm0
	vfmadd231ps	%ymm1, %ymm0, %ymm2
	vbroadcastss	(%r11), %ymm1
	movabsq	$.LCPI4_28, %r11
	vfmadd213ps	%ymm4, %ymm0, %ymm2
	vpsrld	$9, %ymm9, %ymm0
	vmovaps	%ymm6, %ymm9
	vcvtdq2ps	%ymm0, %ymm0
	vmovups	%ymm1, 912(%rsp)
	vfmadd213ps	%ymm1, %ymm6, %ymm0
	vpaddd	2352(%rsp), %ymm0, %ymm1
	vpand	2448(%rsp), %ymm1, %ymm4
	vmovups	608(%rsp), %ymm6
	vpsubd	%ymm4, %ymm0, %ymm0
	vaddps	2416(%rsp), %ymm0, %ymm0
	vpsrad	$23, %ymm1, %ymm1
	vcvtdq2ps	%ymm1, %ymm1
	vfmadd213ps	2384(%rsp), %ymm0, %ymm12
	vfmsub213ps	2752(%rsp), %ymm0, %ymm3
	vfmadd213ps	1232(%rsp), %ymm0, %ymm13
	vfmsub213ps	1872(%rsp), %ymm0, %ymm8
	vmulps	%ymm0, %ymm0, %ymm4
	vfmadd213ps	%ymm0, %ymm10, %ymm1
	vmulps	%ymm4, %ymm4, %ymm7
	vfnmadd213ps	%ymm12, %ymm4, %ymm3
	vfmadd231ps	1472(%rsp), %ymm7, %ymm3
	vfnmadd213ps	%ymm13, %ymm4, %ymm8
	vfmadd213ps	%ymm8, %ymm7, %ymm3
	vfmsub213ps	%ymm6, %ymm0, %ymm3
	vmovups	47040(%rbp,%rax,4), %ymm0
	vfmsub213ps	(%r10,%rax,4), %ymm0, %ymm5
	vbroadcastss	(%r11), %ymm0
	vfmadd231ps	%ymm3, %ymm4, %ymm1
	vmovups	720(%rsp), %ymm3
	vmovups	3552(%rsp), %ymm4
	vmulps	11200(%rdx,%rax,4), %ymm4, %ymm4
	vmulps	%ymm0, %ymm1, %ymm0
	vmulps	3584(%rsp), %ymm11, %ymm1
	vsqrtps	%ymm0, %ymm0
	vmulps	%ymm2, %ymm1, %ymm1
	vfmsub213ps	%ymm5, %ymm0, %ymm1
	vmovups	192(%rsp), %ymm0
	vmovdqu	2640(%rsp), %ymm5
	vmaxps	%ymm1, %ymm0, %ymm0
	vmovups	96(%rsp), %ymm1
	vminps	%ymm0, %ymm1, %ymm1
	vmovups	224(%rsp), %ymm0
	vfmadd213ps	%ymm6, %ymm1, %ymm0
	vroundps	$9, %ymm0, %ymm0
	vfnmadd213ps	%ymm1, %ymm0, %ymm10
	vmovups	384(%rsp), %ymm1
	vfmadd213ps	848(%rsp), %ymm10, %ymm1
	vfmadd213ps	816(%rsp), %ymm10, %ymm3
	vcvttps2dq	%ymm0, %ymm0
	vmulps	%ymm10, %ymm10, %ymm2
	vfmadd213ps	%ymm6, %ymm10, %ymm14
	vmovups	784(%rsp), %ymm6
	vpslld	$23, %ymm0, %ymm0
	vpaddd	%ymm5, %ymm0, %ymm0
	vfmadd231ps	%ymm1, %ymm2, %ymm3
	vaddps	%ymm6, %ymm10, %ymm1
	vfmadd231ps	%ymm3, %ymm2, %ymm14
	vfmadd231ps	%ymm14, %ymm2, %ymm1
	vmovdqu	752(%rsp), %ymm2
	vpxor	4320(%rsp), %ymm2, %ymm2
	vpsrld	$16, %ymm2, %ymm3
	vpxor	%ymm2, %ymm3, %ymm2
	vpmulld	416(%rsp), %ymm2, %ymm2
	vpsrld	$15, %ymm2, %ymm3
	vpxor	%ymm2, %ymm3, %ymm2
	vpmulld	%ymm15, %ymm2, %ymm2
	vpsrld	$25, %ymm2, %ymm3
	vpsrld	$9, %ymm2, %ymm2
	vpxor	%ymm2, %ymm3, %ymm2
	vcvttps2dq	32(%rsp), %ymm3
	vcvtdq2ps	%ymm2, %ymm2
	vfmadd213ps	912(%rsp), %ymm9, %ymm2
	vpslld	$23, %ymm3, %ymm3
	vcmpltps	%ymm4, %ymm2, %ymm2
	vpaddd	%ymm5, %ymm3, %ymm3
	vmulps	64(%rsp), %ymm3, %ymm3
	vmaskmovps	13440(%rdx,%rax,4), %ymm2, %ymm4
	vmulps	3520(%rsp), %ymm4, %ymm4
	vminps	%ymm4, %ymm6, %ymm4
	vsubps	%ymm4, %ymm6, %ymm4
	vblendvps	%ymm2, %ymm4, %ymm6, %ymm2
	vmovups	4352(%rsp), %ymm4
	vmulps	(%rdx,%rax,4), %ymm4, %ymm4
	vmulps	%ymm3, %ymm4, %ymm4
	vmulps	60480(%rbp,%rax,4), %ymm3, %ymm3
	vaddps	%ymm3, %ymm4, %ymm5
	vmulps	%ymm2, %ymm5, %ymm2
	vmovups	4288(%rsp), %ymm5
	vmulps	2240(%rdx,%rax,4), %ymm5, %ymm7
	vmulps	4480(%rdx,%rax,4), %ymm5, %ymm6
	vmovups	3456(%rsp), %ymm5
	vfmadd231ps	17920(%rbp,%rax,4), %ymm5, %ymm6
	vmovups	6720(%r9,%rax,4), %ymm5
	vaddps	6720(%rdx,%rax,4), %ymm5, %ymm5
	vmulps	%ymm0, %ymm2, %ymm0
	vmovups	3488(%rsp), %ymm2
	vmulps	33600(%r9,%rax,4), %ymm2, %ymm2
	vmovups	%ymm4, 58240(%rbp,%rax,4)
	vmovups	%ymm3, 60480(%rbp,%rax,4)
	vmulps	%ymm1, %ymm0, %ymm0
	vmovups	%ymm0, 62720(%rbp,%rax,4)
	vfmadd213ps	%ymm7, %ymm7, %ymm2
	vaddps	%ymm2, %ymm6, %ymm4
	vmovups	%ymm2, 64960(%rbp,%rax,4)
	vmovups	%ymm6, 67200(%rbp,%rax,4)
	vaddps	%ymm0, %ymm4, %ymm3
	vaddps	%ymm3, %ymm5, %ymm0
	vmovups	%ymm3, 51520(%rbp,%rax,4)
	vmovups	%ymm0, 49280(%rbp,%rax,4)
	addq	$8, %rax
	cmpq	%rax, %rcx
	jne	.LBB4_86
	movq	160(%rsp), %rdi
	vxorps	%xmm11, %xmm11, %xmm11
	leaq	85120(%rbp), %rdx
	jmp	.LBB4_94
	.p2align	4
.LBB4_88:
	vmovss	848(%rsp), %xmm8
	movq	504(%rsp), %r12
	movl	1872(%rsp), %edi
	xorl	%esi, %esi
	movabsq	$.LCPI4_26, %rdx
	jmp	.LBB4_90
	.p2align	4
.LBB4_89:
	vmovss	(%r9), %xmm0
	vmovss	(%r10), %xmm1
	movabsq	$.LCPI4_31, %r9
	vmovss	(%r11), %xmm6
	vmovss	(%rdx), %xmm9
	movabsq	$.LCPI4_33, %rdx
	vmovss	%xmm2, 192(%rsp)
	movabsq	$.LCPI4_34, %r10
	movabsq	$.LCPI4_35, %r13
	vmovss	%xmm4, 912(%rsp)
	vmovss	64(%rsp), %xmm12
	xorl	%eax, %r8d
	vmovss	2384(%rsp), %xmm15
	vmovss	(%rdx), %xmm2
	movabsq	$.LCPI4_32, %rdx
	vmovss	(%r10), %xmm13
	vmovss	(%r13), %xmm3
	movq	144(%rsp), %r13
	vmovss	%xmm0, 96(%rsp)
	vmaxss	20160(%rbp,%rsi,4), %xmm0, %xmm0
	vmovss	%xmm1, 224(%rsp)
	vmovaps	%xmm6, %xmm8
	vmovss	%xmm6, 1232(%rsp)
	vmovaps	%xmm12, %xmm11
	vmovss	%xmm2, 752(%rsp)
	vmovss	%xmm3, 416(%rsp)
	vminss	%xmm0, %xmm1, %xmm0
	vmovss	(%r9), %xmm1
	vmovss	%xmm1, 384(%rsp)
	vfmadd213ss	%xmm6, %xmm0, %xmm1
	vroundss	$9, %xmm1, %xmm1, %xmm1
	vmovss	%xmm1, 720(%rsp)
	vfnmadd231ss	%xmm9, %xmm1, %xmm0
	vmovss	(%rdx), %xmm1
	movabsq	$.LCPI4_36, %rdx
	vmovss	(%rdx), %xmm10
	movabsq	$.LCPI4_38, %rdx
	vmovss	%xmm1, 784(%rsp)
	vfmadd213ss	%xmm2, %xmm0, %xmm1
	vmovaps	%xmm13, %xmm2
	vfmadd213ss	%xmm3, %xmm0, %xmm2
	vmulss	%xmm0, %xmm0, %xmm3
	vmovaps	%xmm10, %xmm5
	vfmadd213ss	%xmm6, %xmm0, %xmm5
	vaddss	%xmm4, %xmm0, %xmm0
	vfmadd231ss	%xmm1, %xmm3, %xmm2
	vfmadd231ss	%xmm2, %xmm3, %xmm5
	vfmadd231ss	%xmm5, %xmm3, %xmm0
	vmovss	32(%rsp), %xmm3
	vmovss	%xmm0, 608(%rsp)
	vmovss	35840(%r13,%rsi,4), %xmm0
	vfmadd132ss	880(%rsp), %xmm4, %xmm0
	vmovss	(%rdx), %xmm4
	movabsq	$.LCPI4_40, %rdx
	vmovss	(%rdx), %xmm7
	movabsq	$.LCPI4_39, %rdx
	vmovss	(%rdx), %xmm5
	movabsq	$.LCPI4_41, %rdx
	vmovd	%xmm0, %r10d
	leal	-1060439283(%r10), %r11d
	movl	%r11d, %r9d
	andl	$-8388608, %r11d
	subl	%r11d, %r10d
	sarl	$23, %r9d
	vmovd	%r10d, %xmm0
	movabsq	$.LCPI4_1, %r10
	vmovss	(%r10), %xmm1
	movabsq	$.LCPI4_18, %r10
	vmovss	(%r10), %xmm14
	movabsq	$.LCPI4_22, %r10
	vmovss	(%r10), %xmm6
	vmovss	%xmm1, 1472(%rsp)
	vaddss	%xmm1, %xmm0, %xmm1
	vmovss	(%rdx), %xmm0
	movabsq	$.LCPI4_25, %rdx
	vfmadd213ss	%xmm14, %xmm1, %xmm3
	vfmadd231ss	%xmm4, %xmm1, %xmm7
	vmulss	%xmm1, %xmm1, %xmm2
	vfmadd213ss	%xmm6, %xmm1, %xmm11
	vfmadd231ss	%xmm5, %xmm1, %xmm0
	vfnmadd213ss	%xmm3, %xmm2, %xmm7
	vmovss	(%rdx), %xmm3
	movabsq	$.LCPI4_9, %rdx
	vfnmadd213ss	%xmm11, %xmm2, %xmm0
	vmulss	%xmm2, %xmm2, %xmm11
	vmovss	%xmm3, 2448(%rsp)
	vfnmsub231ss	%xmm3, %xmm11, %xmm0
	vfmsub213ss	%xmm7, %xmm11, %xmm0
	vfmadd213ss	%xmm8, %xmm1, %xmm0
	vmovss	848(%rsp), %xmm8
	vcvtsi2ss	%r9d, %xmm9, %xmm11
	movl	%r8d, %r9d
	shrl	$16, %r9d
	xorl	%r8d, %r9d
	imull	$2146121005, %r9d, %r8d
	vfmadd213ss	%xmm1, %xmm9, %xmm11
	vmovss	(%rdx), %xmm1
	movabsq	$.LCPI4_24, %rdx
	movl	%r8d, %r9d
	shrl	$15, %r9d
	xorl	%r8d, %r9d
	imull	$-2073254261, %r9d, %r9d
	vfmsub231ss	%xmm0, %xmm2, %xmm11
	movl	%r9d, %r8d
	shrl	$16, %r8d
	xorl	%r9d, %r8d
	leal	-1640531527(%r8), %r9d
	shrl	$9, %r8d
	movl	%r9d, %r10d
	shrl	$16, %r10d
	xorl	%r9d, %r10d
	imull	$2146121005, %r10d, %r9d
	movl	%r9d, %r10d
	shrl	$15, %r10d
	xorl	%r9d, %r10d
	imull	$-2073254261, %r10d, %r9d
	movl	%r9d, %r10d
	shrl	$16, %r10d
	xorl	%r9d, %r10d
	movabsq	$.LCPI4_11, %r9
	sarl	$8, %r10d
	vmovss	(%r9), %xmm2
	movabsq	$.LCPI4_13, %r9
	vcvtsi2ss	%r10d, %xmm9, %xmm0
	vmulss	%xmm0, %xmm8, %xmm7
	vmulss	%xmm7, %xmm7, %xmm0
	vfmadd231ss	2352(%rsp), %xmm0, %xmm1
	vfmadd231ss	2416(%rsp), %xmm0, %xmm2
	vmulss	%xmm0, %xmm0, %xmm3
	vfmadd213ss	(%r9), %xmm15, %xmm0
	vfmadd231ss	%xmm2, %xmm3, %xmm0
	vfmadd213ss	%xmm1, %xmm3, %xmm0
	vcvtsi2ss	%r8d, %xmm9, %xmm1
	vfmadd213ss	816(%rsp), %xmm8, %xmm1
	vmovd	%xmm1, %r9d
	leal	-1060439283(%r9), %r10d
	movl	%r10d, %r8d
	andl	$-8388608, %r10d
	subl	%r10d, %r9d
	sarl	$23, %r8d
	vmovd	%r9d, %xmm1
	vaddss	1472(%rsp), %xmm1, %xmm1
	movabsq	$.LCPI4_20, %r9
	vfmsub213ss	(%rdx), %xmm1, %xmm5
	vfmadd231ss	32(%rsp), %xmm1, %xmm14
	vfmsub213ss	(%r9), %xmm1, %xmm4
	movabsq	$.LCPI4_27, %rdx
	vfmadd231ss	%xmm12, %xmm1, %xmm6
	vmulss	%xmm1, %xmm1, %xmm2
	vmulss	%xmm2, %xmm2, %xmm3
	vfnmadd213ss	%xmm14, %xmm2, %xmm4
	vfnmadd213ss	%xmm6, %xmm2, %xmm5
	vfmadd231ss	2448(%rsp), %xmm3, %xmm5
	vfmadd213ss	%xmm4, %xmm3, %xmm5
	vcvtsi2ss	%r8d, %xmm15, %xmm3
	movq	320(%rsp), %r8
	vfmadd213ss	(%rdx), %xmm1, %xmm5
	vmovss	784(%rsp), %xmm4
	movabsq	$.LCPI4_26, %rdx
	vfmadd213ss	%xmm1, %xmm9, %xmm3
	vmovss	47040(%rbp,%rsi,4), %xmm1
	vfmadd213ss	(%r8,%rsi,4), %xmm1, %xmm11
	vmulss	1360(%rsp), %xmm7, %xmm1
	movabsq	$.LCPI4_28, %r8
	vfmadd231ss	%xmm5, %xmm2, %xmm3
	vmovss	96(%rsp), %xmm2
	vmovaps	896(%rsp), %xmm5
	vmulss	2240(%r12,%rsi,4), %xmm5, %xmm7
	vmulss	4480(%r12,%rsi,4), %xmm5, %xmm6
	vmovaps	2128(%rsp), %xmm5
	vfmadd231ss	17920(%rbp,%rsi,4), %xmm5, %xmm6
	vmovss	6720(%r13,%rsi,4), %xmm5
	vaddss	6720(%r12,%rsi,4), %xmm5, %xmm5
	vmulss	%xmm0, %xmm1, %xmm0
	vmulss	(%r8), %xmm3, %xmm1
	vmovss	1232(%rsp), %xmm3
	vcvttss2si	720(%rsp), %r8d
	vsqrtss	%xmm1, %xmm1, %xmm1
	shll	$23, %r8d
	addl	$1065353216, %r8d
	vfmadd213ss	%xmm11, %xmm1, %xmm0
	vmovd	%r8d, %xmm1
	vmulss	608(%rsp), %xmm1, %xmm1
	vmaxss	%xmm0, %xmm2, %xmm0
	vmovss	224(%rsp), %xmm2
	vminss	%xmm0, %xmm2, %xmm0
	vmovss	384(%rsp), %xmm2
	vfmadd213ss	%xmm3, %xmm0, %xmm2
	vroundss	$9, %xmm2, %xmm2, %xmm2
	vfnmadd213ss	%xmm0, %xmm2, %xmm9
	vfmadd213ss	752(%rsp), %xmm9, %xmm4
	vfmadd213ss	416(%rsp), %xmm9, %xmm13
	vcvttss2si	%xmm2, %r8d
	vmulss	%xmm9, %xmm9, %xmm0
	vfmadd213ss	%xmm3, %xmm9, %xmm10
	vaddss	912(%rsp), %xmm9, %xmm3
	shll	$23, %r8d
	addl	$1065353216, %r8d
	vmovd	%r8d, %xmm2
	vfmadd231ss	%xmm4, %xmm0, %xmm13
	vfmadd231ss	%xmm13, %xmm0, %xmm10
	vfmadd231ss	%xmm10, %xmm0, %xmm3
	vmovaps	592(%rsp), %xmm0
	vmulss	(%r12,%rsi,4), %xmm0, %xmm0
	vmulss	%xmm1, %xmm0, %xmm0
	vmulss	60480(%rbp,%rsi,4), %xmm1, %xmm1
	vaddss	%xmm1, %xmm0, %xmm4
	vmulss	%xmm2, %xmm4, %xmm2
	vmovaps	2144(%rsp), %xmm4
	vmulss	33600(%r13,%rsi,4), %xmm4, %xmm4
	vmovss	%xmm0, 58240(%rbp,%rsi,4)
	vmovss	%xmm1, 60480(%rbp,%rsi,4)
	vmulss	%xmm3, %xmm2, %xmm2
	vfnmadd132ss	192(%rsp), %xmm2, %xmm2
	vfmadd213ss	%xmm7, %xmm7, %xmm4
	vaddss	%xmm6, %xmm4, %xmm0
	vmovss	%xmm2, 62720(%rbp,%rsi,4)
	vmovss	%xmm4, 64960(%rbp,%rsi,4)
	vmovss	%xmm6, 67200(%rbp,%rsi,4)
	vaddss	%xmm2, %xmm0, %xmm0
	vaddss	%xmm0, %xmm5, %xmm1
	vmovss	%xmm0, 51520(%rbp,%rsi,4)
	vmovss	%xmm1, 49280(%rbp,%rsi,4)
	incq	%rsi
	cmpq	%rsi, 160(%rsp)
	je	.LBB4_92
.LBB4_90:
	movq	152(%rsp), %r8
	movabsq	$.LCPI4_2, %r9
	vxorps	%xmm2, %xmm2, %xmm2
	movabsq	$.LCPI4_0, %r11
	vmovss	(%r9), %xmm4
	movabsq	$.LCPI4_14, %r9
	vmovss	(%r9), %xmm1
	movl	(%r8,%rsi,4), %r8d
	movl	%r8d, %r9d
	xorl	%edi, %r9d
	movl	%r9d, %r10d
	vmovss	%xmm1, 816(%rsp)
	shrl	$16, %r10d
	xorl	%r9d, %r10d
	imull	$2146121005, %r10d, %r9d
	movl	%r9d, %r10d
	shrl	$15, %r10d
	xorl	%r9d, %r10d
	imull	$-2073254261, %r10d, %r9d
	movl	%r9d, %r10d
	shrl	$9, %r9d
	shrl	$25, %r10d
	xorl	%r10d, %r9d
	movabsq	$.LCPI4_30, %r10
	vcvtsi2ss	%r9d, %xmm15, %xmm0
	movabsq	$.LCPI4_29, %r9
	vfmadd213ss	%xmm1, %xmm8, %xmm0
	vmovaps	2160(%rsp), %xmm1
	vmulss	11200(%r12,%rsi,4), %xmm1, %xmm1
	vucomiss	%xmm1, %xmm0
	jae	.LBB4_89
	vmovaps	1904(%rsp), %xmm0
	vmulss	13440(%r12,%rsi,4), %xmm0, %xmm0
	vminss	%xmm0, %xmm4, %xmm2
	jmp	.LBB4_89
	.p2align	4
.LBB4_92:
	movq	160(%rsp), %rdi
	testq	%rdi, %rdi
	je	.LBB4_97
	movabsq	$9223372036854775680, %rax
	vxorps	%xmm11, %xmm11, %xmm11
	leaq	85120(%rbp), %rdx
	addq	$112, %rax
	andq	%rax, %rcx
.LBB4_94:
	vmovups	2912(%rsp), %ymm15
	vmovups	2880(%rsp), %ymm12
	vmovups	2848(%rsp), %ymm13
	vmovups	2816(%rsp), %ymm14
	xorl	%eax, %eax
	movabsq	$.LCPI4_37, %rsi
	.p2align	4
.LBB4_95:
	vmovups	-26880(%rdx,%rax,4), %ymm0
	vmulps	-49280(%rdx,%rax,4), %ymm0, %ymm0
	vmovups	-24640(%rdx,%rax,4), %ymm1
	vmovups	-85120(%rdx,%rax,4), %ymm2
	vmovups	-15680(%rdx,%rax,4), %ymm6
	vmovups	-60480(%rdx,%rax,4), %ymm7
	vmovups	-35840(%rdx,%rax,4), %ymm9
	vfmadd231ps	-47040(%rdx,%rax,4), %ymm1, %ymm0
	vmovups	2720(%rsp), %ymm1
	vmulps	-20160(%rdx,%rax,4), %ymm1, %ymm1
	vfmadd231ps	-51520(%rdx,%rax,4), %ymm2, %ymm0
	vmovups	-44800(%rdx,%rax,4), %ymm2
	vmulps	%ymm7, %ymm14, %ymm8
	vaddps	%ymm1, %ymm2, %ymm4
	vaddps	%ymm6, %ymm0, %ymm3
	vaddps	%ymm6, %ymm8, %ymm6
	vsubps	(%rdx,%rax,4), %ymm6, %ymm6
	vmulps	%ymm0, %ymm13, %ymm0
	vaddps	%ymm4, %ymm3, %ymm5
	vmulps	2688(%rsp), %ymm7, %ymm4
	vaddps	%ymm7, %ymm8, %ymm7
	vmovups	-33600(%rdx,%rax,4), %ymm8
	vaddps	%ymm5, %ymm4, %ymm10
	vsubps	%ymm5, %ymm8, %ymm5
	vsubps	%ymm10, %ymm9, %ymm9
	vmaxps	%ymm9, %ymm11, %ymm10
	vaddps	%ymm6, %ymm9, %ymm6
	vaddps	-62720(%rdx,%rax,4), %ymm6, %ymm6
	vmulps	%ymm15, %ymm10, %ymm9
	vsubps	%ymm9, %ymm10, %ymm10
	vmulps	%ymm12, %ymm10, %ymm10
	vaddps	%ymm10, %ymm9, %ymm9
	vsubps	%ymm9, %ymm6, %ymm6
	vbroadcastss	(%rsi), %ymm9
	vxorps	%ymm6, %ymm9, %ymm9
	vmaxps	%ymm9, %ymm11, %ymm9
	vaddps	%ymm6, %ymm9, %ymm6
	vmovups	%ymm6, -62720(%rdx,%rax,4)
	vaddps	%ymm7, %ymm9, %ymm6
	vsubps	%ymm9, %ymm8, %ymm7
	vmovups	%ymm6, -60480(%rdx,%rax,4)
	vmovups	%ymm7, -31360(%rdx,%rax,4)
	vmovups	%ymm5, -29120(%rdx,%rax,4)
	vmovups	%ymm3, -13440(%rdx,%rax,4)
	vmovups	%ymm2, -11200(%rdx,%rax,4)
	vmovups	%ymm4, -8960(%rdx,%rax,4)
	vmovups	%ymm10, -6720(%rdx,%rax,4)
	vmovups	%ymm0, -4480(%rdx,%rax,4)
	vmovups	%ymm1, -2240(%rdx,%rax,4)
	addq	$8, %rax
	cmpq	%rax, %rcx
	jne	.LBB4_95
	vmovaps	1280(%rsp), %xmm15
	vmovaps	1264(%rsp), %xmm11
	vmovaps	1312(%rsp), %xmm13
	vmovaps	1296(%rsp), %xmm14
	vxorps	%xmm12, %xmm12, %xmm12
	cmpq	%rcx, %rdi
	jne	.LBB4_98
	jmp	.LBB4_99
.LBB4_97:
	vmovaps	1312(%rsp), %xmm13
	vmovaps	1296(%rsp), %xmm14
	vmovaps	1280(%rsp), %xmm15
	vmovaps	1264(%rsp), %xmm11
	xorl	%ecx, %ecx
	vxorps	%xmm12, %xmm12, %xmm12
	leaq	85120(%rbp), %rdx
	.p2align	4
.LBB4_98:
	vmovss	-26880(%rdx,%rcx,4), %xmm0
	vmulss	-49280(%rdx,%rcx,4), %xmm0, %xmm0
	vmovss	-24640(%rdx,%rcx,4), %xmm1
	vmovss	-85120(%rdx,%rcx,4), %xmm2
	vmovss	-60480(%rdx,%rcx,4), %xmm7
	vmovss	-15680(%rdx,%rcx,4), %xmm6
	vmovss	-35840(%rdx,%rcx,4), %xmm9
	vfmadd231ss	-47040(%rdx,%rcx,4), %xmm1, %xmm0
	vmulss	-20160(%rdx,%rcx,4), %xmm15, %xmm1
	vfmadd231ss	-51520(%rdx,%rcx,4), %xmm2, %xmm0
	vmovss	-44800(%rdx,%rcx,4), %xmm2
	vmulss	%xmm7, %xmm11, %xmm8
	vaddss	%xmm1, %xmm2, %xmm4
	vaddss	%xmm6, %xmm0, %xmm3
	vaddss	%xmm6, %xmm8, %xmm6
	vsubss	(%rdx,%rcx,4), %xmm6, %xmm6
	vmulss	%xmm0, %xmm14, %xmm0
	vaddss	%xmm4, %xmm3, %xmm5
	vmulss	%xmm7, %xmm13, %xmm4
	vaddss	%xmm7, %xmm8, %xmm7
	vaddss	%xmm5, %xmm4, %xmm10
	vsubss	%xmm10, %xmm9, %xmm9
	vaddss	%xmm6, %xmm9, %xmm6
	vmaxss	%xmm9, %xmm12, %xmm10
	vmulss	2176(%rsp), %xmm10, %xmm9
	vaddss	-62720(%rdx,%rcx,4), %xmm6, %xmm6
	vsubss	%xmm9, %xmm10, %xmm10
	vmulss	2192(%rsp), %xmm10, %xmm10
	vaddss	%xmm10, %xmm9, %xmm9
	vsubss	%xmm9, %xmm6, %xmm6
	vxorps	2672(%rsp), %xmm6, %xmm8
	vmovss	-33600(%rdx,%rcx,4), %xmm9
	vmaxss	%xmm8, %xmm12, %xmm8
	vsubss	%xmm5, %xmm9, %xmm5
	vaddss	%xmm6, %xmm8, %xmm6
	vmovss	%xmm6, -62720(%rdx,%rcx,4)
	vaddss	%xmm7, %xmm8, %xmm6
	vsubss	%xmm8, %xmm9, %xmm7
	vmovss	%xmm6, -60480(%rdx,%rcx,4)
	vmovss	%xmm7, -31360(%rdx,%rcx,4)
	vmovss	%xmm5, -29120(%rdx,%rcx,4)
	vmovss	%xmm3, -13440(%rdx,%rcx,4)
	vmovss	%xmm2, -11200(%rdx,%rcx,4)
	vmovss	%xmm4, -8960(%rdx,%rcx,4)
	vmovss	%xmm10, -6720(%rdx,%rcx,4)
	vmovss	%xmm0, -4480(%rdx,%rcx,4)
	vmovss	%xmm1, -2240(%rdx,%rcx,4)
	incq	%rcx
	cmpq	%rcx, %rdi
	jne	.LBB4_98
.LBB4_99:
	movq	4944(%rsp), %rdi
	movq	136(%rsp), %r12
	imulq	5000(%rsp), %r12
	movabsq	$NRT_incref, %r13
	vzeroupper
	callq	*%r13
	movq	5672(%rsp), %rdi
	callq	*%r13
	movq	136(%rsp), %rax
	imulq	5728(%rsp), %rax
	movq	4944(%rsp), %rdi
	movq	%rax, 32(%rsp)
	callq	*%r13
	movq	296(%rsp), %rdi
	callq	*%r13
	movq	312(%rsp), %rdi
	callq	*%r13
	movq	304(%rsp), %rdi
	callq	*%r13
	movq	288(%rsp), %rdi
	callq	*%r13
	movq	280(%rsp), %rdi
	callq	*%r13
	movq	%r13, %rcx
	movq	1824(%rsp), %rax
	movq	32(%rsp), %rdx
	movq	1856(%rsp), %r13
	movq	24(%rsp), %rdi
	vmovsd	8(%rax,%rdx,8), %xmm1
	vaddsd	32(%r13,%r12,8), %xmm1, %xmm2
	vmovsd	(%rax,%rdx,8), %xmm0
	vmovsd	%xmm2, 32(%r13,%r12,8)
	vaddsd	(%r13,%r12,8), %xmm1, %xmm1
	vmovsd	%xmm1, (%r13,%r12,8)
	vmovsd	1848(%rsp), %xmm1
	vfmadd213sd	40(%r13,%r12,8), %xmm1, %xmm0
	vmovsd	%xmm0, 40(%r13,%r12,8)
	vmovsd	48(%r13,%r12,8), %xmm0
	vmovsd	%xmm0, 32(%rsp)
	callq	*%rcx
	leaq	(%r13,%r12,8), %r12
	testq	%r15, %r15
	jle	.LBB4_102
	vmovss	340(%rsp), %xmm6
	movq	136(%rsp), %rdx
	vxorps	%xmm5, %xmm5, %xmm5
	movabsq	$.Lswitch.table._ZN3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29, %rdi
	movabsq	$.LJTI4_0, %r8
	cmpq	$4, %r15
	jae	.LBB4_103
	vmovsd	32(%rsp), %xmm2
	vxorps	%xmm0, %xmm0, %xmm0
	xorl	%ecx, %ecx
	jmp	.LBB4_114
	.p2align	4
.LBB4_102:
	vmovsd	64(%r12), %xmm0
	vmovss	340(%rsp), %xmm6
	movq	136(%rsp), %rdx
	leaq	64(%r12), %rax
	vxorpd	%xmm1, %xmm1, %xmm1
	vxorps	%xmm5, %xmm5, %xmm5
	movabsq	$.Lswitch.table._ZN3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29, %rdi
	movabsq	$.LJTI4_0, %r8
	jmp	.LBB4_141
	.p2align	4
.LBB4_103:
	cmpq	$32, %r15
	jae	.LBB4_105
	vmovsd	32(%rsp), %xmm2
	vxorps	%xmm0, %xmm0, %xmm0
	xorl	%eax, %eax
	jmp	.LBB4_110
.LBB4_105:
	vxorps	%xmm0, %xmm0, %xmm0
	xorl	%eax, %eax
	vxorpd	%xmm1, %xmm1, %xmm1
	vxorpd	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	.p2align	4
.LBB4_106:
	vaddps	(%rbp,%rax,4), %ymm0, %ymm0
	vaddps	32(%rbp,%rax,4), %ymm1, %ymm1
	vaddps	64(%rbp,%rax,4), %ymm2, %ymm2
	vaddps	96(%rbp,%rax,4), %ymm3, %ymm3
	addq	$32, %rax
	cmpq	%rax, %rbx
	jne	.LBB4_106
	vaddps	%ymm0, %ymm1, %ymm0
	vaddps	%ymm3, %ymm2, %ymm1
	vaddps	%ymm1, %ymm0, %ymm0
	vextractf128	$1, %ymm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vshufpd	$1, %xmm0, %xmm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vmovshdup	%xmm0, %xmm1
	vaddss	%xmm0, %xmm1, %xmm0
	cmpq	%rbx, %r15
	jne	.LBB4_109
	vmovsd	32(%rsp), %xmm2
	jmp	.LBB4_113
.LBB4_109:
	vmovsd	32(%rsp), %xmm2
	movq	%rbx, %rax
	movq	%rbx, %rcx
	testb	$28, %r15b
	je	.LBB4_114
.LBB4_110:
	vmovss	%xmm0, %xmm5, %xmm0
	.p2align	4
.LBB4_111:
	vaddps	(%rbp,%rax,4), %xmm0, %xmm0
	addq	$4, %rax
	cmpq	%rax, %r14
	jne	.LBB4_111
	vshufpd	$1, %xmm0, %xmm0, %xmm1
	movq	%r14, %rcx
	vaddps	%xmm0, %xmm1, %xmm0
	vmovshdup	%xmm0, %xmm1
	vaddss	%xmm0, %xmm1, %xmm0
	cmpq	%r14, %r15
	jne	.LBB4_114
.LBB4_113:
	vcvtss2sd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm0
	vmovsd	%xmm0, 48(%r12)
	vmovsd	56(%r12), %xmm0
	jmp	.LBB4_117
	.p2align	4
.LBB4_114:
	vaddss	(%rbp,%rcx,4), %xmm0, %xmm0
	incq	%rcx
	cmpq	%rcx, %r15
	jne	.LBB4_114
	vcvtss2sd	%xmm0, %xmm0, %xmm0
	vaddsd	%xmm0, %xmm2, %xmm0
	vmovsd	%xmm0, 48(%r12)
	vmovsd	56(%r12), %xmm0
	cmpq	$4, %r15
	jae	.LBB4_117
	vxorpd	%xmm1, %xmm1, %xmm1
	xorl	%eax, %eax
	jmp	.LBB4_128
	.p2align	4
.LBB4_117:
	cmpq	$32, %r15
	jae	.LBB4_119
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%eax, %eax
	jmp	.LBB4_123
	.p2align	4
.LBB4_119:
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%eax, %eax
	vxorpd	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	.p2align	4
.LBB4_120:
	vaddps	22400(%rbp,%rax,4), %ymm1, %ymm1
	vaddps	22432(%rbp,%rax,4), %ymm2, %ymm2
	vaddps	22464(%rbp,%rax,4), %ymm3, %ymm3
	vaddps	22496(%rbp,%rax,4), %ymm4, %ymm4
	addq	$32, %rax
	cmpq	%rax, %rbx
	jne	.LBB4_120
	vaddps	%ymm1, %ymm2, %ymm1
	vaddps	%ymm4, %ymm3, %ymm2
	vaddps	%ymm2, %ymm1, %ymm1
	vextractf128	$1, %ymm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rbx, %r15
	je	.LBB4_126
	movq	%rbx, %rax
	testb	$28, %r15b
	je	.LBB4_253
.LBB4_123:
	vmovss	%xmm1, %xmm5, %xmm1
	.p2align	4
.LBB4_124:
	vaddps	22400(%rbp,%rax,4), %xmm1, %xmm1
	addq	$4, %rax
	cmpq	%rax, %r14
	jne	.LBB4_124
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%r14, %r15
	jne	.LBB4_127
.LBB4_126:
	vcvtss2sd	%xmm1, %xmm1, %xmm1
	leaq	64(%r12), %rax
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, 56(%r12)
	vmovsd	64(%r12), %xmm0
	jmp	.LBB4_131
.LBB4_127:
	movq	%r14, %rax
	.p2align	4
.LBB4_128:
	vaddss	22400(%rbp,%rax,4), %xmm1, %xmm1
	incq	%rax
	cmpq	%rax, %r15
	jne	.LBB4_128
	vcvtss2sd	%xmm1, %xmm1, %xmm1
	leaq	64(%r12), %rax
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, 56(%r12)
	vmovsd	64(%r12), %xmm0
	cmpq	$4, %r15
	jae	.LBB4_131
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%ecx, %ecx
	jmp	.LBB4_140
	.p2align	4
.LBB4_131:
	cmpq	$32, %r15
	jae	.LBB4_133
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%ecx, %ecx
	jmp	.LBB4_137
	.p2align	4
.LBB4_133:
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%ecx, %ecx
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	.p2align	4
.LBB4_134:
	vaddps	24640(%rbp,%rcx,4), %ymm1, %ymm1
	vaddps	24672(%rbp,%rcx,4), %ymm2, %ymm2
	vaddps	24704(%rbp,%rcx,4), %ymm3, %ymm3
	vaddps	24736(%rbp,%rcx,4), %ymm4, %ymm4
	addq	$32, %rcx
	cmpq	%rcx, %rbx
	jne	.LBB4_134
	vaddps	%ymm1, %ymm2, %ymm1
	vaddps	%ymm4, %ymm3, %ymm2
	vaddps	%ymm2, %ymm1, %ymm1
	vextractf128	$1, %ymm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rbx, %r15
	je	.LBB4_141
	movq	%rbx, %rcx
	testb	$28, %r15b
	je	.LBB4_252
.LBB4_137:
	vmovss	%xmm1, %xmm5, %xmm1
	.p2align	4
.LBB4_138:
	vaddps	24640(%rbp,%rcx,4), %xmm1, %xmm1
	addq	$4, %rcx
	cmpq	%rcx, %r14
	jne	.LBB4_138
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	movq	%r14, %rcx
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%r14, %r15
	je	.LBB4_141
	.p2align	4
.LBB4_140:
	vaddss	24640(%rbp,%rcx,4), %xmm1, %xmm1
	incq	%rcx
	cmpq	%rcx, %r15
	jne	.LBB4_140
.LBB4_141:
	vaddss	576(%rsp), %xmm6, %xmm2
	vcvtss2sd	%xmm1, %xmm1, %xmm1
	leaq	1(%rdx), %rcx
	movq	%rcx, 32(%rsp)
	vaddsd	%xmm1, %xmm0, %xmm0
	vmovsd	%xmm0, (%rax)
	xorl	%eax, %eax
	vmovss	%xmm2, 192(%rsp)
	jmp	.LBB4_144
.LBB4_142:
	movl	$17, %ecx
	.p2align	4
.LBB4_143:
	vcvtss2sd	%xmm0, %xmm0, %xmm0
	vaddsd	(%r12,%rcx,8), %xmm0, %xmm0
	vmovsd	%xmm0, (%r12,%rcx,8)
	incq	%rax
	cmpq	$13, %rax
	je	.LBB4_170
.LBB4_144:
	testq	%r15, %r15
	jle	.LBB4_147
	movq	(%rdi,%rax,8), %rdx
	leaq	(%rbp,%rdx,4), %rcx
	cmpq	$4, %r15
	jae	.LBB4_148
	vxorpd	%xmm0, %xmm0, %xmm0
	xorl	%edx, %edx
	jmp	.LBB4_157
	.p2align	4
.LBB4_147:
	vxorpd	%xmm0, %xmm0, %xmm0
	jmp	.LBB4_158
	.p2align	4
.LBB4_148:
	cmpq	$32, %r15
	jae	.LBB4_150
	vxorpd	%xmm0, %xmm0, %xmm0
	xorl	%esi, %esi
	jmp	.LBB4_154
.LBB4_150:
	leaq	96(%rbp,%rdx,4), %rdx
	vxorpd	%xmm0, %xmm0, %xmm0
	xorl	%esi, %esi
	vxorps	%xmm1, %xmm1, %xmm1
	vxorps	%xmm2, %xmm2, %xmm2
	vxorps	%xmm3, %xmm3, %xmm3
	.p2align	4
.LBB4_151:
	vaddps	-96(%rdx,%rsi,4), %ymm0, %ymm0
	vaddps	-64(%rdx,%rsi,4), %ymm1, %ymm1
	vaddps	-32(%rdx,%rsi,4), %ymm2, %ymm2
	vaddps	(%rdx,%rsi,4), %ymm3, %ymm3
	addq	$32, %rsi
	cmpq	%rsi, %rbx
	jne	.LBB4_151
	vaddps	%ymm0, %ymm1, %ymm0
	vaddps	%ymm3, %ymm2, %ymm1
	vaddps	%ymm1, %ymm0, %ymm0
	vextractf128	$1, %ymm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vshufpd	$1, %xmm0, %xmm0, %xmm1
	vaddps	%xmm0, %xmm1, %xmm0
	vmovshdup	%xmm0, %xmm1
	vaddss	%xmm0, %xmm1, %xmm0
	cmpq	%rbx, %r15
	je	.LBB4_158
	movq	%rbx, %rsi
	movq	%rbx, %rdx
	testb	$28, %r15b
	je	.LBB4_157
.LBB4_154:
	vmovss	%xmm0, %xmm5, %xmm0
	.p2align	4
.LBB4_155:
	vaddps	(%rcx,%rsi,4), %xmm0, %xmm0
	addq	$4, %rsi
	cmpq	%rsi, %r14
	jne	.LBB4_155
	vshufpd	$1, %xmm0, %xmm0, %xmm1
	movq	%r14, %rdx
	vaddps	%xmm0, %xmm1, %xmm0
	vmovshdup	%xmm0, %xmm1
	vaddss	%xmm0, %xmm1, %xmm0
	cmpq	%r14, %r15
	je	.LBB4_158
	.p2align	4
.LBB4_157:
	vaddss	(%rcx,%rdx,4), %xmm0, %xmm0
	incq	%rdx
	cmpq	%rdx, %r15
	jne	.LBB4_157
.LBB4_158:
	movl	$9, %ecx
	movl	$1, %edx
	jmpq	*(%r8,%rax,8)
.LBB4_159:
	movl	$2, %edx
	jmp	.LBB4_164
.LBB4_160:
	movl	$10, %ecx
	jmp	.LBB4_143
.LBB4_161:
	movl	$18, %ecx
	jmp	.LBB4_143
.LBB4_162:
	movl	$15, %ecx
	jmp	.LBB4_143
.LBB4_163:
	movl	$3, %edx
.LBB4_164:
	vcvtss2sd	%xmm0, %xmm0, %xmm0
	vaddsd	(%r12,%rdx,8), %xmm0, %xmm1
	vmovsd	%xmm1, (%r12,%rdx,8)
	vaddsd	(%r12), %xmm0, %xmm0
	vmovsd	%xmm0, (%r12)
	incq	%rax
	cmpq	$13, %rax
	jne	.LBB4_144
	jmp	.LBB4_170
.LBB4_165:
	movl	$13, %ecx
	jmp	.LBB4_143
.LBB4_166:
	movl	$11, %ecx
	jmp	.LBB4_143
.LBB4_167:
	movl	$12, %ecx
	jmp	.LBB4_143
.LBB4_168:
	movl	$16, %ecx
	jmp	.LBB4_143
.LBB4_169:
	movl	$14, %ecx
	jmp	.LBB4_143
	.p2align	4
.LBB4_170:
	movq	5760(%rsp), %rdi
	movabsq	$NRT_incref, %rax
	vzeroupper
	callq	*%rax
	movq	4944(%rsp), %rdi
	movabsq	$NRT_decref, %r13
	callq	*%r13
	movq	296(%rsp), %rdi
	callq	*%r13
	movq	312(%rsp), %rdi
	callq	*%r13
	movq	304(%rsp), %rdi
	callq	*%r13
	movq	288(%rsp), %rdi
	callq	*%r13
	movq	280(%rsp), %rdi
	callq	*%r13
	movq	5584(%rsp), %rdi
	callq	*%r13
	vmovaps	2512(%rsp), %xmm10
	vmovaps	2496(%rsp), %xmm12
	vmovups	2640(%rsp), %ymm13
	cmpb	$0, 23(%rsp)
	movq	136(%rsp), %r13
	movq	5000(%rsp), %rdi
	movq	5800(%rsp), %r8
	movq	5792(%rsp), %r9
	vxorps	%xmm11, %xmm11, %xmm11
	je	.LBB4_227
	movl	$19, %eax
	xorl	%ecx, %ecx
	jmp	.LBB4_173
	.p2align	4
.LBB4_172:
	vcvtss2sd	%xmm1, %xmm1, %xmm0
	vaddsd	(%r12,%rax,8), %xmm0, %xmm0
	incq	%rcx
	vmovsd	%xmm0, (%r12,%rax,8)
	incq	%rax
	cmpq	%rcx, %r8
	je	.LBB4_185
.LBB4_173:
	vmovss	(%r9,%rcx,4), %xmm0
	cmpq	$4, %r15
	jae	.LBB4_175
	vxorpd	%xmm1, %xmm1, %xmm1
	xorl	%esi, %esi
	jmp	.LBB4_184
	.p2align	4
.LBB4_175:
	cmpq	$32, %r15
	jae	.LBB4_177
	vxorpd	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	jmp	.LBB4_181
	.p2align	4
.LBB4_177:
	vbroadcastss	%xmm0, %ymm2
	vxorpd	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	.p2align	4
.LBB4_178:
	vcmpleps	49280(%rbp,%rdx,4), %ymm2, %ymm6
	vcmpleps	49344(%rbp,%rdx,4), %ymm2, %ymm8
	vcmpleps	49312(%rbp,%rdx,4), %ymm2, %ymm7
	vcmpleps	49376(%rbp,%rdx,4), %ymm2, %ymm9
	addq	$32, %rdx
	vandps	%ymm7, %ymm13, %ymm14
	vandps	%ymm6, %ymm13, %ymm6
	vandps	%ymm13, %ymm8, %ymm8
	vandps	%ymm13, %ymm9, %ymm7
	vaddps	%ymm1, %ymm6, %ymm1
	vaddps	%ymm3, %ymm14, %ymm3
	vaddps	%ymm4, %ymm8, %ymm4
	vaddps	%ymm5, %ymm7, %ymm5
	cmpq	%rdx, %rbx
	jne	.LBB4_178
	vaddps	%ymm1, %ymm3, %ymm1
	vaddps	%ymm5, %ymm4, %ymm2
	vaddps	%ymm2, %ymm1, %ymm1
	vextractf128	$1, %ymm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rbx, %r15
	je	.LBB4_172
	movq	%rbx, %rdx
	movq	%rbx, %rsi
	testb	$28, %r15b
	je	.LBB4_184
.LBB4_181:
	vmovss	%xmm1, %xmm11, %xmm1
	vbroadcastss	%xmm0, %xmm2
	.p2align	4
.LBB4_182:
	vcmpleps	49280(%rbp,%rdx,4), %xmm2, %xmm3
	addq	$4, %rdx
	vandps	%xmm3, %xmm12, %xmm3
	vaddps	%xmm1, %xmm3, %xmm1
	cmpq	%rdx, %r14
	jne	.LBB4_182
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	movq	%r14, %rsi
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%r14, %r15
	je	.LBB4_172
	.p2align	4
.LBB4_184:
	vcmpless	49280(%rbp,%rsi,4), %xmm0, %xmm2
	incq	%rsi
	vandps	%xmm2, %xmm10, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rsi, %r15
	jne	.LBB4_184
	jmp	.LBB4_172
	.p2align	4
.LBB4_185:
	xorl	%ecx, %ecx
	jmp	.LBB4_187
	.p2align	4
.LBB4_186:
	vcvtss2sd	%xmm1, %xmm1, %xmm0
	vaddsd	(%r12,%rax,8), %xmm0, %xmm0
	incq	%rcx
	vmovsd	%xmm0, (%r12,%rax,8)
	incq	%rax
	cmpq	%rcx, %r8
	je	.LBB4_199
.LBB4_187:
	vmovss	(%r9,%rcx,4), %xmm0
	cmpq	$4, %r15
	jae	.LBB4_189
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%esi, %esi
	jmp	.LBB4_198
	.p2align	4
.LBB4_189:
	cmpq	$32, %r15
	jae	.LBB4_191
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	jmp	.LBB4_195
	.p2align	4
.LBB4_191:
	vbroadcastss	%xmm0, %ymm2
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	.p2align	4
.LBB4_192:
	vcmpleps	51520(%rbp,%rdx,4), %ymm2, %ymm6
	vcmpleps	51584(%rbp,%rdx,4), %ymm2, %ymm8
	vcmpleps	51552(%rbp,%rdx,4), %ymm2, %ymm7
	vcmpleps	51616(%rbp,%rdx,4), %ymm2, %ymm9
	addq	$32, %rdx
	vandps	%ymm7, %ymm13, %ymm14
	vandps	%ymm6, %ymm13, %ymm6
	vandps	%ymm13, %ymm8, %ymm8
	vandps	%ymm13, %ymm9, %ymm7
	vaddps	%ymm1, %ymm6, %ymm1
	vaddps	%ymm3, %ymm14, %ymm3
	vaddps	%ymm4, %ymm8, %ymm4
	vaddps	%ymm5, %ymm7, %ymm5
	cmpq	%rdx, %rbx
	jne	.LBB4_192
	vaddps	%ymm1, %ymm3, %ymm1
	vaddps	%ymm5, %ymm4, %ymm2
	vaddps	%ymm2, %ymm1, %ymm1
	vextractf128	$1, %ymm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rbx, %r15
	je	.LBB4_186
	movq	%rbx, %rdx
	movq	%rbx, %rsi
	testb	$28, %r15b
	je	.LBB4_198
.LBB4_195:
	vmovss	%xmm1, %xmm11, %xmm1
	vbroadcastss	%xmm0, %xmm2
	.p2align	4
.LBB4_196:
	vcmpleps	51520(%rbp,%rdx,4), %xmm2, %xmm3
	addq	$4, %rdx
	vandps	%xmm3, %xmm12, %xmm3
	vaddps	%xmm1, %xmm3, %xmm1
	cmpq	%rdx, %r14
	jne	.LBB4_196
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	movq	%r14, %rsi
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%r14, %r15
	je	.LBB4_186
	.p2align	4
.LBB4_198:
	vcmpless	51520(%rbp,%rsi,4), %xmm0, %xmm2
	incq	%rsi
	vandps	%xmm2, %xmm10, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rsi, %r15
	jne	.LBB4_198
	jmp	.LBB4_186
	.p2align	4
.LBB4_199:
	xorl	%ecx, %ecx
	jmp	.LBB4_201
	.p2align	4
.LBB4_200:
	vcvtss2sd	%xmm1, %xmm1, %xmm0
	vaddsd	(%r12,%rax,8), %xmm0, %xmm0
	incq	%rcx
	vmovsd	%xmm0, (%r12,%rax,8)
	incq	%rax
	cmpq	%rcx, %r8
	je	.LBB4_213
.LBB4_201:
	vmovss	(%r9,%rcx,4), %xmm0
	cmpq	$4, %r15
	jae	.LBB4_203
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%esi, %esi
	jmp	.LBB4_212
	.p2align	4
.LBB4_203:
	cmpq	$32, %r15
	jae	.LBB4_205
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	jmp	.LBB4_209
	.p2align	4
.LBB4_205:
	vbroadcastss	%xmm0, %ymm2
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	.p2align	4
.LBB4_206:
	vcmpleps	53760(%rbp,%rdx,4), %ymm2, %ymm6
	vcmpleps	53824(%rbp,%rdx,4), %ymm2, %ymm8
	vcmpleps	53792(%rbp,%rdx,4), %ymm2, %ymm7
	vcmpleps	53856(%rbp,%rdx,4), %ymm2, %ymm9
	addq	$32, %rdx
	vandps	%ymm7, %ymm13, %ymm14
	vandps	%ymm6, %ymm13, %ymm6
	vandps	%ymm13, %ymm8, %ymm8
	vandps	%ymm13, %ymm9, %ymm7
	vaddps	%ymm1, %ymm6, %ymm1
	vaddps	%ymm3, %ymm14, %ymm3
	vaddps	%ymm4, %ymm8, %ymm4
	vaddps	%ymm5, %ymm7, %ymm5
	cmpq	%rdx, %rbx
	jne	.LBB4_206
	vaddps	%ymm1, %ymm3, %ymm1
	vaddps	%ymm5, %ymm4, %ymm2
	vaddps	%ymm2, %ymm1, %ymm1
	vextractf128	$1, %ymm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rbx, %r15
	je	.LBB4_200
	movq	%rbx, %rdx
	movq	%rbx, %rsi
	testb	$28, %r15b
	je	.LBB4_212
.LBB4_209:
	vmovss	%xmm1, %xmm11, %xmm1
	vbroadcastss	%xmm0, %xmm2
	.p2align	4
.LBB4_210:
	vcmpleps	53760(%rbp,%rdx,4), %xmm2, %xmm3
	addq	$4, %rdx
	vandps	%xmm3, %xmm12, %xmm3
	vaddps	%xmm1, %xmm3, %xmm1
	cmpq	%rdx, %r14
	jne	.LBB4_210
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	movq	%r14, %rsi
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%r14, %r15
	je	.LBB4_200
	.p2align	4
.LBB4_212:
	vcmpless	53760(%rbp,%rsi,4), %xmm0, %xmm2
	incq	%rsi
	vandps	%xmm2, %xmm10, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rsi, %r15
	jne	.LBB4_212
	jmp	.LBB4_200
	.p2align	4
.LBB4_213:
	xorl	%ecx, %ecx
	jmp	.LBB4_215
	.p2align	4
.LBB4_214:
	movq	%rax, %rdx
	leaq	(%r12,%rax,8), %rsi
	vcvtss2sd	%xmm1, %xmm1, %xmm0
	incq	%rcx
	incq	%rax
	sarq	$63, %rdx
	andq	%rdi, %rdx
	vaddsd	(%rsi,%rdx,8), %xmm0, %xmm0
	vmovsd	%xmm0, (%rsi,%rdx,8)
	cmpq	%rcx, %r8
	je	.LBB4_227
.LBB4_215:
	vmovss	(%r9,%rcx,4), %xmm0
	cmpq	$4, %r15
	jae	.LBB4_217
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%esi, %esi
	jmp	.LBB4_226
	.p2align	4
.LBB4_217:
	cmpq	$32, %r15
	jae	.LBB4_219
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	jmp	.LBB4_223
	.p2align	4
.LBB4_219:
	vbroadcastss	%xmm0, %ymm2
	vxorps	%xmm1, %xmm1, %xmm1
	xorl	%edx, %edx
	vxorps	%xmm3, %xmm3, %xmm3
	vxorps	%xmm4, %xmm4, %xmm4
	vxorps	%xmm5, %xmm5, %xmm5
	.p2align	4
.LBB4_220:
	vcmpleps	56000(%rbp,%rdx,4), %ymm2, %ymm6
	vcmpleps	56064(%rbp,%rdx,4), %ymm2, %ymm8
	vcmpleps	56032(%rbp,%rdx,4), %ymm2, %ymm7
	vcmpleps	56096(%rbp,%rdx,4), %ymm2, %ymm9
	addq	$32, %rdx
	vandps	%ymm7, %ymm13, %ymm14
	vandps	%ymm6, %ymm13, %ymm6
	vandps	%ymm13, %ymm8, %ymm8
	vandps	%ymm13, %ymm9, %ymm7
	vaddps	%ymm1, %ymm6, %ymm1
	vaddps	%ymm3, %ymm14, %ymm3
	vaddps	%ymm4, %ymm8, %ymm4
	vaddps	%ymm5, %ymm7, %ymm5
	cmpq	%rdx, %rbx
	jne	.LBB4_220
	vaddps	%ymm1, %ymm3, %ymm1
	vaddps	%ymm5, %ymm4, %ymm2
	vaddps	%ymm2, %ymm1, %ymm1
	vextractf128	$1, %ymm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rbx, %r15
	je	.LBB4_214
	movq	%rbx, %rdx
	movq	%rbx, %rsi
	testb	$28, %r15b
	je	.LBB4_226
.LBB4_223:
	vmovss	%xmm1, %xmm11, %xmm1
	vbroadcastss	%xmm0, %xmm2
	.p2align	4
.LBB4_224:
	vcmpleps	56000(%rbp,%rdx,4), %xmm2, %xmm3
	addq	$4, %rdx
	vandps	%xmm3, %xmm12, %xmm3
	vaddps	%xmm1, %xmm3, %xmm1
	cmpq	%rdx, %r14
	jne	.LBB4_224
	vshufpd	$1, %xmm1, %xmm1, %xmm2
	movq	%r14, %rsi
	vaddps	%xmm1, %xmm2, %xmm1
	vmovshdup	%xmm1, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%r14, %r15
	je	.LBB4_214
	.p2align	4
.LBB4_226:
	vcmpless	56000(%rbp,%rsi,4), %xmm0, %xmm2
	incq	%rsi
	vandps	%xmm2, %xmm10, %xmm2
	vaddss	%xmm1, %xmm2, %xmm1
	cmpq	%rsi, %r15
	jne	.LBB4_226
	jmp	.LBB4_214
	.p2align	4
.LBB4_227:
	movq	5672(%rsp), %rdi
	movabsq	$NRT_decref, %r12
	vzeroupper
	callq	*%r12
	movq	5760(%rsp), %rdi
	callq	*%r12
	movq	24(%rsp), %rdi
	callq	*%r12
	movq	4944(%rsp), %rdi
	callq	*%r12
	movq	4864(%rsp), %rax
	movq	(%rax,%r13,8), %rax
	testq	%rax, %rax
	js	.LBB4_33
	movq	4600(%rsp), %rdi
	movabsq	$NRT_incref, %r12
	movq	%rax, 160(%rsp)
	callq	*%r12
	movq	4864(%rsp), %rax
	movq	136(%rsp), %rcx
	movq	24(%rsp), %r13
	movq	(%rax,%rcx,8), %rax
	movq	%r13, %rdi
	movq	%rax, 64(%rsp)
	callq	*%r12
	movq	4600(%rsp), %rdi
	callq	*%r12
	movq	4744(%rsp), %rdi
	callq	*%r12
	movq	%r13, %rdi
	callq	*%r12
	movq	%r13, %rdi
	callq	*%r12
	movq	1808(%rsp), %rax
	movq	%rax, %r8
	testq	%rax, %rax
	js	.LBB4_254
	movq	4656(%rsp), %rcx
	cmpq	%rcx, %rax
	movq	1800(%rsp), %rax
	jge	.LBB4_255
.LBB4_230:
	movq	160(%rsp), %rdi
	movq	%rax, %r9
	testq	%rax, %rax
	js	.LBB4_256
.LBB4_231:
	cmpq	%rcx, %rax
	jge	.LBB4_257
.LBB4_232:
	movq	%r9, %r13
	subq	%r8, %r13
	cmpq	$1, 1792(%rsp)
	je	.LBB4_234
.LBB4_233:
	movq	%r13, %rax
	sarq	$63, %rax
	andnq	%r13, %rax, %r12
	cmpq	%r12, 664(%rsp)
	jne	.LBB4_281
.LBB4_234:
	movq	%rdi, %rax
	movq	1784(%rsp), %rdx
	movq	4680(%rsp), %rsi
	movq	%r8, %r11
	leaq	49280(%rbp), %r12
	imulq	%rcx, %rax
	movl	$0, %ecx
	imulq	%rsi, %r11
	leaq	(%rdx,%rax,4), %rax
	leaq	-1(%r9), %rdx
	imulq	%rsi, %rdx
	testq	%rsi, %rsi
	movq	%r11, %rsi
	cmovsq	%rdx, %rsi
	cmovsq	%r11, %rdx
	addq	4624(%rsp), %rdx
	testq	%r13, %r13
	cmovleq	%rcx, %rsi
	cmovleq	%rcx, %rdx
	addq	%rax, %rsi
	addq	%rax, %rdx
	cmpq	%r12, %rdx
	seta	%al
	cmpq	1776(%rsp), %rsi
	setb	%r10b
	andb	%al, %r10b
	cmpb	$1, %r10b
	je	.LBB4_258
	movq	1768(%rsp), %rsi
	cmpq	%r8, %r9
	jle	.LBB4_238
.LBB4_236:
	addq	512(%rsp), %rdi
	xorl	%ecx, %ecx
	imulq	1760(%rsp), %rdi
	leaq	(%rdi,%r8,4), %rax
	addq	4632(%rsp), %rax
	.p2align	4
.LBB4_237:
	cmpq	%rsi, %rcx
	movq	%rsi, %rdx
	cmovbq	%rcx, %rdx
	vmovss	(%r12,%rdx,4), %xmm0
	vmovss	%xmm0, (%rax,%rcx,4)
	incq	%rcx
	cmpq	%rcx, %r13
	jne	.LBB4_237
.LBB4_238:
	testb	%r10b, %r10b
	jne	.LBB4_262
.LBB4_239:
	movq	4600(%rsp), %rdi
	movabsq	$NRT_decref, %r12
	callq	*%r12
	movq	24(%rsp), %r13
	movq	%r13, %rdi
	callq	*%r12
	cmpq	$0, 4792(%rsp)
	movq	4744(%rsp), %rax
	movq	%r13, %rdi
	je	.LBB4_32
	movq	1752(%rsp), %rax
	movq	%r13, %r8
	movq	%rax, %r11
	testq	%rax, %rax
	js	.LBB4_263
	movq	1744(%rsp), %rcx
	movq	64(%rsp), %r10
	cmpq	4800(%rsp), %rax
	jge	.LBB4_264
.LBB4_242:
	movq	%rcx, %rdx
	testq	%rcx, %rcx
	js	.LBB4_265
.LBB4_243:
	movq	264(%rsp), %rdi
	movq	496(%rsp), %r9
	cmpq	4800(%rsp), %rcx
	jge	.LBB4_266
.LBB4_244:
	movq	%rdx, %r13
	subq	%r11, %r13
	cmpq	$1, 1736(%rsp)
	je	.LBB4_246
.LBB4_245:
	movq	%r13, %rax
	sarq	$63, %rax
	andnq	%r13, %rax, %r12
	cmpq	%r12, 656(%rsp)
	jne	.LBB4_283
.LBB4_246:
	movq	%r10, %rax
	movq	4768(%rsp), %rcx
	movq	1728(%rsp), %rsi
	movq	%rdx, 160(%rsp)
	movl	$0, %edx
	leaq	56000(%rbp), %r12
	sarq	$63, %rax
	andq	4792(%rsp), %rax
	movq	%rax, 224(%rsp)
	addq	%r10, %rax
	imulq	4816(%rsp), %rax
	testq	%r13, %r13
	leaq	(%rax,%rcx), %rcx
	cmovleq	%rdx, %rax
	cmovleq	%rdx, %rcx
	addq	%rsi, %rax
	addq	%rsi, %rcx
	cmpq	%r12, %rcx
	seta	%cl
	cmpq	1720(%rsp), %rax
	setb	%al
	andb	%cl, %al
	movb	%al, 96(%rsp)
	cmpb	$1, %al
	je	.LBB4_267
	cmpq	%r11, 160(%rsp)
	jle	.LBB4_250
.LBB4_248:
	movq	224(%rsp), %rax
	xorl	%ecx, %ecx
	addq	%rdi, %rax
	addq	%r10, %rax
	imulq	1712(%rsp), %rax
	leaq	(%rax,%r11,4), %rax
	addq	4776(%rsp), %rax
	.p2align	4
.LBB4_249:
	cmpq	%r9, %rcx
	movq	%r9, %rdx
	cmovbq	%rcx, %rdx
	vmovss	(%r12,%rdx,4), %xmm0
	vmovss	%xmm0, (%rax,%rcx,4)
	incq	%rcx
	cmpq	%rcx, %r13
	jne	.LBB4_249
.LBB4_250:
	cmpb	$0, 96(%rsp)
	movq	4744(%rsp), %rdi
	movq	%r8, %rax
	je	.LBB4_32
	movq	%r12, %rdi
	movabsq	$NRT_Free, %rax
	callq	*%rax
	movq	24(%rsp), %rax
	movq	4744(%rsp), %rdi
	jmp	.LBB4_32
.LBB4_252:
	movq	%rbx, %rcx
	jmp	.LBB4_140
.LBB4_253:
	movq	%rbx, %rax
	jmp	.LBB4_128
.LBB4_254:
	xorl	%r8d, %r8d
	movq	4656(%rsp), %rcx
	cmpq	%rcx, %rax
	movq	1800(%rsp), %rax
	jl	.LBB4_230
.LBB4_255:
	movq	%rcx, %r8
	movq	160(%rsp), %rdi
	movq	%rax, %r9
	testq	%rax, %rax
	jns	.LBB4_231
.LBB4_256:
	xorl	%r9d, %r9d
	cmpq	%rcx, %rax
	jl	.LBB4_232
.LBB4_257:
	movq	%rcx, %r9
	movq	%r9, %r13
	subq	%r8, %r13
	cmpq	$1, 1792(%rsp)
	jne	.LBB4_233
	jmp	.LBB4_234
.LBB4_258:
	movq	1632(%rsp), %rdi
	movabsq	$NRT_Allocate, %rax
	movb	%r10b, 384(%rsp)
	movq	%r9, 224(%rsp)
	movq	%r8, 96(%rsp)
	callq	*%rax
	testq	%rax, %rax
	je	.LBB4_573
	cmpq	$12321, 648(%rsp)
	movq	%rax, %r12
	jl	.LBB4_261
	movq	1608(%rsp), %rdx
	movq	%r12, %rdi
	leaq	49280(%rbp), %rsi
	movabsq	$memcpy, %rax
	callq	*%rax
.LBB4_261:
	movq	160(%rsp), %rdi
	movq	96(%rsp), %r8
	movq	224(%rsp), %r9
	movzbl	384(%rsp), %r10d
	movq	1768(%rsp), %rsi
	cmpq	%r8, %r9
	jg	.LBB4_236
	jmp	.LBB4_238
.LBB4_262:
	movq	%r12, %rdi
	movabsq	$NRT_Free, %rax
	callq	*%rax
	jmp	.LBB4_239
.LBB4_263:
	xorl	%r11d, %r11d
	movq	1744(%rsp), %rcx
	movq	64(%rsp), %r10
	cmpq	4800(%rsp), %rax
	jl	.LBB4_242
.LBB4_264:
	movq	4800(%rsp), %r11
	movq	%rcx, %rdx
	testq	%rcx, %rcx
	jns	.LBB4_243
.LBB4_265:
	xorl	%edx, %edx
	movq	264(%rsp), %rdi
	movq	496(%rsp), %r9
	cmpq	4800(%rsp), %rcx
	jl	.LBB4_244
.LBB4_266:
	movq	4800(%rsp), %rdx
	movq	%rdx, %r13
	subq	%r11, %r13
	cmpq	$1, 1736(%rsp)
	jne	.LBB4_245
	jmp	.LBB4_246
.LBB4_267:
	movq	1616(%rsp), %rdi
	movabsq	$NRT_Allocate, %rax
	movq	%r11, 384(%rsp)
	callq	*%rax
	testq	%rax, %rax
	je	.LBB4_573
	cmpq	$14001, 640(%rsp)
	movq	%rax, %r12
	jl	.LBB4_270
	movq	1600(%rsp), %rdx
	movq	%r12, %rdi
	leaq	56000(%rbp), %rsi
	movabsq	$memcpy, %rax
	callq	*%rax
.LBB4_270:
	movq	24(%rsp), %r8
	movq	264(%rsp), %rdi
	movq	496(%rsp), %r9
	movq	64(%rsp), %r10
	movq	384(%rsp), %r11
	cmpq	%r11, 160(%rsp)
	jg	.LBB4_248
	jmp	.LBB4_250
	.p2align	4
.LBB4_271:
	xorl	%ecx, %ecx
	movabsq	$.LCPI4_1, %rdi
	jmp	.LBB4_273
	.p2align	4
.LBB4_272:
	vandps	%xmm5, %xmm7, %xmm5
	vmovaps	64(%rsp), %xmm7
	vfmadd213ss	192(%rsp), %xmm1, %xmm7
	vcmpless	%xmm6, %xmm3, %xmm8
	movq	152(%rsp), %rsi
	vmovss	(%r11), %xmm10
	vmovss	(%r10), %xmm9
	vblendvps	%xmm8, %xmm6, %xmm7, %xmm6
	vaddss	%xmm5, %xmm6, %xmm5
	vmovaps	752(%rsp), %xmm6
	vmovss	%xmm5, 40320(%rbp,%rcx,4)
	vmovaps	784(%rsp), %xmm5
	vmulss	(%r12,%rcx,4), %xmm5, %xmm5
	vfmadd213ss	%xmm6, %xmm6, %xmm5
	vmovaps	816(%rsp), %xmm6
	vmovss	%xmm5, 42560(%rbp,%rcx,4)
	vmovaps	848(%rsp), %xmm5
	vmulss	-2240(%r12,%rcx,4), %xmm5, %xmm5
	vfmadd213ss	%xmm6, %xmm6, %xmm5
	vmovss	(%r9), %xmm6
	vmovss	%xmm5, 44800(%rbp,%rcx,4)
	vmovaps	160(%rsp), %xmm5
	vmulss	-4480(%r12,%rcx,4), %xmm5, %xmm5
	vmovss	%xmm5, 47040(%rbp,%rcx,4)
	movl	(%rsi,%rcx,4), %esi
	xorl	%edx, %esi
	movl	%esi, %edi
	shrl	$16, %edi
	xorl	%esi, %edi
	imull	$2146121005, %edi, %esi
	movl	%esi, %edi
	shrl	$15, %edi
	xorl	%esi, %edi
	imull	$-2073254261, %edi, %edi
	movl	%edi, %esi
	shrl	$16, %esi
	xorl	%edi, %esi
	leal	-1640531527(%rsi), %edi
	shrl	$9, %esi
	movl	%edi, %r8d
	vcvtsi2ss	%esi, %xmm15, %xmm7
	movabsq	$.LCPI4_14, %rsi
	shrl	$16, %r8d
	vfmadd213ss	(%rsi), %xmm6, %xmm7
	xorl	%edi, %r8d
	imull	$2146121005, %r8d, %edi
	movl	%edi, %r8d
	shrl	$15, %r8d
	xorl	%edi, %r8d
	imull	$-2073254261, %r8d, %edi
	movl	%edi, %r8d
	shrl	$16, %r8d
	xorl	%edi, %r8d
	vmovd	%xmm7, %edi
	sarl	$8, %r8d
	vcvtsi2ss	%r8d, %xmm15, %xmm5
	leal	-1060439283(%rdi), %r8d
	movl	%r8d, %esi
	andl	$-8388608, %r8d
	subl	%r8d, %edi
	movabsq	$.LCPI4_23, %r8
	sarl	$23, %esi
	vmovd	%edi, %xmm7
	movabsq	$.LCPI4_12, %rdi
	vmulss	%xmm6, %xmm5, %xmm5
	vmovss	(%rdi), %xmm6
	movabsq	$.LCPI4_13, %rdi
	vaddss	%xmm4, %xmm7, %xmm7
	vmulss	%xmm5, %xmm5, %xmm8
	vfmadd213ss	(%rdi), %xmm8, %xmm6
	vfmadd213ss	(%r13), %xmm8, %xmm10
	vfmadd213ss	(%r14), %xmm8, %xmm9
	movabsq	$.LCPI4_17, %rdi
	vmulss	%xmm5, %xmm14, %xmm5
	vmovss	(%rdi), %xmm4
	movabsq	$.LCPI4_18, %rdi
	vfmadd213ss	(%rdi), %xmm7, %xmm4
	movabsq	$.LCPI4_19, %rdi
	vmulss	%xmm8, %xmm8, %xmm8
	vfmadd231ss	%xmm10, %xmm8, %xmm6
	vmovss	(%r8), %xmm10
	vfmadd213ss	(%rbx), %xmm7, %xmm10
	movabsq	$.LCPI4_26, %r8
	vfmadd213ss	%xmm9, %xmm8, %xmm6
	vmovss	(%rdi), %xmm9
	movabsq	$.LCPI4_20, %rdi
	vmulss	%xmm7, %xmm7, %xmm8
	vfmadd213ss	(%rdi), %xmm7, %xmm9
	movabsq	$.LCPI4_21, %rdi
	vmulss	%xmm6, %xmm5, %xmm5
	vfmadd213ss	%xmm4, %xmm8, %xmm9
	vmovss	(%rdi), %xmm4
	movabsq	$.LCPI4_22, %rdi
	vfmadd213ss	(%rdi), %xmm7, %xmm4
	movabsq	$.LCPI4_25, %rdi
	vfmadd213ss	%xmm4, %xmm8, %xmm10
	vmulss	%xmm8, %xmm8, %xmm4
	vfmadd231ss	(%rdi), %xmm4, %xmm10
	movabsq	$.LCPI4_27, %rdi
	vfmadd213ss	%xmm9, %xmm4, %xmm10
	vmovss	(%r8), %xmm4
	vfmadd213ss	(%rdi), %xmm7, %xmm10
	vcvtsi2ss	%esi, %xmm15, %xmm9
	movabsq	$.LCPI4_28, %rsi
	movabsq	$.LCPI4_31, %rdi
	movabsq	$.LCPI4_34, %r8
	vfmadd213ss	%xmm7, %xmm4, %xmm9
	vfmadd231ss	%xmm10, %xmm8, %xmm9
	vmulss	(%rsi), %xmm9, %xmm7
	movabsq	$.LCPI4_29, %rsi
	vmovss	(%r8), %xmm9
	vmovss	(%rsi), %xmm6
	movabsq	$.LCPI4_30, %rsi
	vsqrtss	%xmm7, %xmm7, %xmm7
	vfmsub213ss	%xmm0, %xmm7, %xmm5
	vmovss	(%rsi), %xmm7
	movabsq	$.LCPI4_0, %rsi
	vmovss	(%rsi), %xmm10
	movabsq	$.LCPI4_32, %rsi
	vmovss	(%rsi), %xmm8
	movabsq	$.LCPI4_33, %rsi
	vmaxss	%xmm5, %xmm6, %xmm5
	vminss	%xmm5, %xmm7, %xmm5
	vmovss	(%rdi), %xmm7
	movabsq	$.LCPI4_35, %rdi
	vfmadd213ss	%xmm10, %xmm5, %xmm7
	vroundss	$9, %xmm7, %xmm7, %xmm7
	vfnmadd213ss	%xmm5, %xmm7, %xmm4
	vfmadd213ss	(%rsi), %xmm4, %xmm8
	vfmadd213ss	(%rdi), %xmm4, %xmm9
	movabsq	$.LCPI4_36, %rsi
	movabsq	$.LCPI4_1, %rdi
	vfmadd231ss	(%rsi), %xmm4, %xmm10
	vcvttss2si	%xmm7, %esi
	vmulss	%xmm4, %xmm4, %xmm5
	vaddss	%xmm2, %xmm4, %xmm2
	shll	$23, %esi
	addl	$1065353216, %esi
	vmovd	%esi, %xmm4
	vfmadd231ss	%xmm8, %xmm5, %xmm9
	vfmadd231ss	%xmm9, %xmm5, %xmm10
	vfmadd231ss	%xmm10, %xmm5, %xmm2
	vmulss	32(%rsp), %xmm1, %xmm5
	vmulss	%xmm1, %xmm12, %xmm1
	vmulss	%xmm4, %xmm5, %xmm4
	vmovss	-20160(%r12,%rcx,4), %xmm5
	vmulss	%xmm2, %xmm4, %xmm2
	vcmpless	%xmm5, %xmm3, %xmm4
	vblendvps	%xmm4, %xmm5, %xmm2, %xmm2
	vmovss	-17920(%r12,%rcx,4), %xmm4
	vcmpless	%xmm4, %xmm3, %xmm3
	vblendvps	%xmm3, %xmm4, %xmm1, %xmm1
	vmovss	-35840(%r12,%rcx,4), %xmm4
	vmovss	%xmm4, 13440(%rbp,%rcx,4)
	vmovss	%xmm1, 22400(%rbp,%rcx,4)
	vmovss	%xmm2, 24640(%rbp,%rcx,4)
	incq	%rcx
	cmpq	%rcx, %rax
	je	.LBB4_30
.LBB4_273:
	vmovss	(%rdi), %xmm4
	vaddss	-15680(%r12,%rcx,4), %xmm4, %xmm7
	movabsq	$.LCPI4_2, %rsi
	vmovaps	384(%rsp), %xmm8
	vxorps	%xmm3, %xmm3, %xmm3
	vmovss	-44800(%r12,%rcx,4), %xmm6
	vaddss	-42560(%r12,%rcx,4), %xmm6, %xmm1
	vmovss	-29120(%r12,%rcx,4), %xmm5
	vmovaps	416(%rsp), %xmm9
	vmovss	(%rsi), %xmm2
	vaddss	-40320(%r12,%rcx,4), %xmm1, %xmm1
	vaddss	-38080(%r12,%rcx,4), %xmm1, %xmm1
	vucomiss	%xmm3, %xmm6
	vfmadd213ss	%xmm2, %xmm8, %xmm7
	vmaxss	%xmm7, %xmm3, %xmm7
	vmulss	880(%rsp), %xmm7, %xmm7
	vmovss	%xmm7, 26880(%rbp,%rcx,4)
	vaddss	-11200(%r12,%rcx,4), %xmm4, %xmm7
	vfmadd213ss	%xmm2, %xmm8, %xmm7
	vmaxss	%xmm7, %xmm3, %xmm7
	vmaxss	%xmm7, %xmm9, %xmm7
	vdivss	%xmm7, %xmm9, %xmm7
	vmovss	%xmm7, 29120(%rbp,%rcx,4)
	vaddss	-8960(%r12,%rcx,4), %xmm4, %xmm7
	vfmadd213ss	%xmm2, %xmm8, %xmm7
	vmaxss	%xmm7, %xmm3, %xmm7
	vmulss	%xmm7, %xmm15, %xmm7
	vmovss	%xmm7, 31360(%rbp,%rcx,4)
	vaddss	-6720(%r12,%rcx,4), %xmm4, %xmm7
	vfmadd213ss	%xmm2, %xmm8, %xmm7
	vmaxss	%xmm7, %xmm3, %xmm7
	vmulss	224(%rsp), %xmm7, %xmm7
	vmovss	%xmm7, 33600(%rbp,%rcx,4)
	jbe	.LBB4_275
	movabsq	$.LCPI4_3, %rsi
	vmovss	(%rsi), %xmm3
	vmaxss	%xmm6, %xmm3, %xmm3
	vdivss	%xmm3, %xmm5, %xmm3
.LBB4_275:
	vucomiss	%xmm11, %xmm5
	jae	.LBB4_277
	vmovss	-13440(%r12,%rcx,4), %xmm3
	vaddss	(%rdi), %xmm3, %xmm3
	movabsq	$.LCPI4_2, %rsi
	vfmadd213ss	(%rsi), %xmm8, %xmm3
	vmaxss	%xmm3, %xmm11, %xmm3
	vmulss	608(%rsp), %xmm3, %xmm3
.LBB4_277:
	vmovss	%xmm3, 35840(%rbp,%rcx,4)
	vxorps	%xmm3, %xmm3, %xmm3
	vaddss	-13440(%r12,%rcx,4), %xmm4, %xmm7
	vucomiss	%xmm3, %xmm6
	setbe	%sil
	vfmadd213ss	%xmm2, %xmm8, %xmm7
	vmaxss	%xmm7, %xmm3, %xmm7
	vmulss	96(%rsp), %xmm7, %xmm7
	vmovss	%xmm7, 38080(%rbp,%rcx,4)
	vcmpltss	%xmm5, %xmm3, %xmm7
	vmovss	-26880(%r12,%rcx,4), %xmm6
	testb	$1, %sil
	jne	.LBB4_272
	vxorps	%xmm5, %xmm5, %xmm5
	jmp	.LBB4_272
.LBB4_279:
	movq	1520(%rsp), %rax
	movq	272(%rsp), %rdx
	movq	504(%rsp), %rcx
	movq	152(%rsp), %rdi
	movq	704(%rsp), %rsi
	addq	1528(%rsp), %rdi
	addq	5392(%rsp), %rsi
	movabsq	$memset, %r14
	movq	464(%rsp), %r13
	addq	%rax, 472(%rsp)
	addq	%rax, %rdx
	addq	%rax, %rcx
	movq	520(%rsp), %rax
	cmpq	1536(%rsp), %rax
	movq	1512(%rsp), %rax
	jne	.LBB4_17
	jmp	.LBB4_7
.LBB4_280:
	movq	5032(%rsp), %rdi
	movabsq	$NRT_decref, %rbx
	callq	*%rbx
	movq	5088(%rsp), %rdi
	callq	*%rbx
	movq	5144(%rsp), %rdi
	callq	*%rbx
	movq	5200(%rsp), %rdi
	callq	*%rbx
	movq	5272(%rsp), %rdi
	callq	*%rbx
	movq	5344(%rsp), %rdi
	callq	*%rbx
	movq	5416(%rsp), %rdi
	callq	*%rbx
	movq	5472(%rsp), %rdi
	callq	*%rbx
	movq	5528(%rsp), %rdi
	callq	*%rbx
	movq	5584(%rsp), %rdi
	callq	*%rbx
	movq	5672(%rsp), %rdi
	callq	*%rbx
	movq	5760(%rsp), %rdi
	callq	*%rbx
	movq	4944(%rsp), %rdi
	callq	*%rbx
	movq	4888(%rsp), %rdi
	callq	*%rbx
	movq	4832(%rsp), %rdi
	callq	*%rbx
	movq	4744(%rsp), %rdi
	callq	*%rbx
	movq	4688(%rsp), %rdi
	callq	*%rbx
	movq	4600(%rsp), %rdi
	callq	*%rbx
	movq	4520(%rsp), %rdi
	callq	*%rbx
	movq	1624(%rsp), %rax
	movq	$0, (%rax)
	xorl	%eax, %eax
	jmp	.LBB4_575
.LBB4_281:
	cmpq	$12321, 648(%rsp)
	jge	.LBB4_285
	movl	$1, %r14d
	movabsq	$".bytes.-7053599125001422789", %rbp
	xorl	%ebx, %ebx
	jmp	.LBB4_289
.LBB4_283:
	cmpq	$14001, 640(%rsp)
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.3, %rax
	movabsq	$NRT_MemInfo_alloc, %r14
	movabsq	$log10, %rcx
	movq	%rax, 8(%rsp)
	jge	.LBB4_294
	movl	$1, %ebx
	movabsq	$".bytes.-7053599125001422789", %rbp
	xorl	%edi, %edi
	jmp	.LBB4_297
.LBB4_285:
	movq	664(%rsp), %r14
	movabsq	$log10, %rax
	vcvtsi2sd	%r14, %xmm15, %xmm0
	callq	*%rax
	vroundsd	$9, %xmm0, %xmm0, %xmm0
	movabsq	$NRT_MemInfo_alloc, %rax
	vcvttsd2si	%xmm0, %r15
	leaq	2(%r15), %rdi
	callq	*%rax
	testq	%rax, %rax
	je	.LBB4_358
	movq	24(%rax), %rbp
	movq	%rax, %rbx
	movabsq	$-3689348814741910323, %rcx
	leaq	(%rbp,%r15), %rax
	incq	%r15
	movq	%r15, %r8
	.p2align	4
.LBB4_287:
	movq	%r14, %rdx
	movl	%r14d, %edi
	mulxq	%rcx, %rdx, %rdx
	shrq	$3, %rdx
	leal	(%rdx,%rdx), %esi
	leal	(%rsi,%rsi,4), %esi
	subl	%esi, %edi
	orb	$48, %dil
	movb	%dil, (%rax)
	decq	%rax
	cmpq	$10, %r14
	movq	%rdx, %r14
	jae	.LBB4_287
	movq	%r8, %r14
.LBB4_289:
	movq	%rbx, %rdi
	movabsq	$NRT_incref, %rax
	callq	*%rax
	leaq	2(%r14), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12, %rsi
	movq	%rsi, 8(%rsp)
	testq	%rax, %rax
	je	.LBB4_573
	movq	24(%rax), %r15
	movq	%rax, %r8
	movq	%rbx, 32(%rsp)
	movb	$0, 1(%r15,%r14)
	movb	$40, (%r15)
	testq	%r14, %r14
	jle	.LBB4_346
	cmpq	$8, %r14
	jb	.LBB4_293
	movq	%r15, %rax
	subq	%rbp, %rax
	incq	%rax
	cmpq	$128, %rax
	jae	.LBB4_303
.LBB4_293:
	xorl	%eax, %eax
	jmp	.LBB4_344
.LBB4_294:
	movq	656(%rsp), %r15
	vcvtsi2sd	%r15, %xmm15, %xmm0
	callq	*%rcx
	vroundsd	$9, %xmm0, %xmm0, %xmm0
	vcvttsd2si	%xmm0, %rbx
	leaq	2(%rbx), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_573
	movq	24(%rax), %rbp
	movq	%rax, %rdi
	movabsq	$-3689348814741910323, %r8
	leaq	(%rbp,%rbx), %rax
	incq	%rbx
	.p2align	4
.LBB4_296:
	movq	%r15, %rdx
	movl	%r15d, %esi
	mulxq	%r8, %rcx, %rcx
	shrq	$3, %rcx
	leal	(%rcx,%rcx), %edx
	leal	(%rdx,%rdx,4), %edx
	subl	%edx, %esi
	orb	$48, %sil
	movb	%sil, (%rax)
	decq	%rax
	cmpq	$10, %r15
	movq	%rcx, %r15
	jae	.LBB4_296
.LBB4_297:
	movabsq	$NRT_incref, %rax
	movq	%rdi, 32(%rsp)
	callq	*%rax
	leaq	2(%rbx), %rdi
	callq	*%r14
	movq	%rax, %rdi
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12, %rax
	testq	%rdi, %rdi
	je	.LBB4_343
	movq	24(%rdi), %r15
	movb	$0, 1(%r15,%rbx)
	movb	$40, (%r15)
	testq	%rbx, %rbx
	jle	.LBB4_491
	cmpq	$8, %rbx
	jb	.LBB4_301
	movq	%r15, %rax
	subq	%rbp, %rax
	incq	%rax
	cmpq	$128, %rax
	jae	.LBB4_305
.LBB4_301:
	xorl	%eax, %eax
	jmp	.LBB4_489
.LBB4_302:
	movq	712(%rsp), %rcx
	movq	360(%rsp), %rdx
	movq	%rcx, (%rdx)
	jmp	.LBB4_575
.LBB4_303:
	cmpq	$128, %r14
	jae	.LBB4_307
	xorl	%eax, %eax
	jmp	.LBB4_311
.LBB4_305:
	cmpq	$128, %rbx
	jae	.LBB4_314
	xorl	%eax, %eax
	jmp	.LBB4_318
.LBB4_307:
	movq	%r14, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_308:
	vmovupd	(%rbp,%rcx), %ymm0
	vmovupd	32(%rbp,%rcx), %ymm1
	vmovups	64(%rbp,%rcx), %ymm2
	vmovups	96(%rbp,%rcx), %ymm3
	vmovupd	%ymm0, 1(%r15,%rcx)
	vmovupd	%ymm1, 33(%r15,%rcx)
	vmovups	%ymm2, 65(%r15,%rcx)
	vmovups	%ymm3, 97(%r15,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_308
	cmpq	%rax, %r14
	je	.LBB4_346
	testb	$120, %r14b
	je	.LBB4_344
.LBB4_311:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%r14, %rax
	.p2align	4
.LBB4_312:
	movq	(%rbp,%rcx), %rdx
	movq	%rdx, 1(%r15,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_312
	jmp	.LBB4_345
.LBB4_313:
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9.12, %r15
	jmp	.LBB4_341
.LBB4_314:
	movq	%rbx, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_315:
	vmovupd	(%rbp,%rcx), %ymm0
	vmovupd	32(%rbp,%rcx), %ymm1
	vmovups	64(%rbp,%rcx), %ymm2
	vmovups	96(%rbp,%rcx), %ymm3
	vmovupd	%ymm0, 1(%r15,%rcx)
	vmovupd	%ymm1, 33(%r15,%rcx)
	vmovups	%ymm2, 65(%r15,%rcx)
	vmovups	%ymm3, 97(%r15,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_315
	cmpq	%rax, %rbx
	je	.LBB4_491
	testb	$120, %bl
	je	.LBB4_489
.LBB4_318:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%rbx, %rax
	.p2align	4
.LBB4_319:
	movq	(%rbp,%rcx), %rdx
	movq	%rdx, 1(%r15,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_319
	jmp	.LBB4_490
.LBB4_320:
	movabsq	$NRT_MemInfo_alloc_aligned, %rbx
	movl	$89600, %edi
	movl	$32, %esi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_342
	movq	24(%rax), %rdi
	movabsq	$memset, %rax
	movl	$89600, %edx
	xorl	%esi, %esi
	callq	*%rax
	movl	$2240, %edi
	movl	$32, %esi
	movl	$2240, %r13d
	callq	*%rbx
	testq	%rax, %rax
	jne	.LBB4_329
	jmp	.LBB4_325
.LBB4_322:
	movabsq	$NRT_MemInfo_alloc_aligned, %rbx
	movl	$89600, %edi
	movl	$32, %esi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_342
	movq	24(%rax), %rdi
	movabsq	$memset, %rax
	movl	$89600, %edx
	xorl	%esi, %esi
	callq	*%rax
	movl	$2240, %edi
	movl	$32, %esi
	movl	$2240, %r13d
	callq	*%rbx
	testq	%rax, %rax
	jne	.LBB4_324
.LBB4_325:
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9, %r15
	jmp	.LBB4_341
.LBB4_326:
	movabsq	$NRT_MemInfo_alloc_aligned, %rbx
	movl	$89600, %edi
	movl	$32, %esi
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_342
	movq	24(%rax), %rdi
	movabsq	$memset, %r14
	movl	$89600, %edx
	xorl	%esi, %esi
	callq	*%r14
	movl	$2240, %edi
	movl	$32, %esi
	callq	*%rbx
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9, %r15
	testq	%rax, %rax
	je	.LBB4_341
	movq	24(%rax), %rdi
	movl	$2240, %edx
	xorl	%esi, %esi
	callq	*%r14
	movq	%r12, %rdi
	movl	$32, %esi
	movq	%r12, %r13
	callq	*%rbx
	testq	%rax, %rax
	je	.LBB4_341
.LBB4_329:
	movabsq	$.const.picklebuf.331b8563bdb9dac81b38422273052c486fc1706b.11, %r15
	jmp	.LBB4_340
.LBB4_330:
	movl	$89600, %edi
	movl	$32, %esi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_342
	movq	24(%rax), %rdi
	movabsq	$memset, %rbx
	movl	$89600, %edx
	xorl	%esi, %esi
	callq	*%rbx
	movl	$2240, %edi
	movl	$32, %esi
	callq	*%r14
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9, %r15
	testq	%rax, %rax
	je	.LBB4_341
	movq	24(%rax), %rdi
	movl	$2240, %edx
	xorl	%esi, %esi
	callq	*%rbx
	movq	%r12, %rdi
	movl	$32, %esi
	movq	%r12, %r13
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_341
.LBB4_324:
	movabsq	$.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.10, %r15
	jmp	.LBB4_340
.LBB4_334:
	movl	$89600, %edi
	movl	$32, %esi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_342
	movq	24(%rax), %rdi
	movabsq	$memset, %rbx
	movl	$89600, %edx
	xorl	%esi, %esi
	callq	*%rbx
	movl	$2240, %edi
	movl	$32, %esi
	callq	*%r14
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9, %r15
	testq	%rax, %rax
	je	.LBB4_341
	movq	24(%rax), %rdi
	movl	$2240, %edx
	xorl	%esi, %esi
	callq	*%rbx
	movq	%r12, %rdi
	movl	$32, %esi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_341
	movq	24(%rax), %rdi
	xorl	%esi, %esi
	movq	%r12, %rdx
	callq	*%rbx
	movq	456(%rsp), %r13
	movl	$32, %esi
	movq	%r13, %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_341
	movq	24(%rax), %rdi
	xorl	%esi, %esi
	movq	%r13, %rdx
	callq	*%rbx
	movq	%r13, %rdi
	movl	$32, %esi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_341
	movabsq	$.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.7, %r15
.LBB4_340:
	movq	24(%rax), %rdi
	movabsq	$memset, %rax
	xorl	%esi, %esi
	movq	%r13, %rdx
	callq	*%rax
.LBB4_341:
	movq	360(%rsp), %rax
	movq	%r15, (%rax)
	jmp	.LBB4_574
.LBB4_342:
	movq	360(%rsp), %rcx
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209, %rax
	movq	%rax, (%rcx)
	jmp	.LBB4_574
.LBB4_343:
	movq	%rax, 8(%rsp)
	jmp	.LBB4_573
.LBB4_344:
	movzbl	(%rbp,%rax), %ecx
	movb	%cl, 1(%r15,%rax)
	incq	%rax
.LBB4_345:
	cmpq	%rax, %r14
	jne	.LBB4_344
.LBB4_346:
	movq	%r8, %rdi
	movabsq	$NRT_incref, %rax
	movq	%r8, 64(%rsp)
	vzeroupper
	callq	*%rax
	leaq	4(%r14), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	32(%rsp), %rbp
	movq	%rax, %rbx
	movabsq	$NRT_decref, %rax
	movq	%rbp, %rdi
	callq	*%rax
	movq	%rbp, %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	testq	%rbx, %rbx
	je	.LBB4_573
	movq	24(%rbx), %rbp
	movq	64(%rsp), %rdi
	leaq	1(%r14), %rax
	movq	%rbx, 160(%rsp)
	movb	$0, 3(%rbp,%r14)
	testq	%r14, %r14
	js	.LBB4_359
	xorl	%ecx, %ecx
	cmpq	$7, %r14
	jb	.LBB4_392
	movq	%rbp, %rdx
	subq	%r15, %rdx
	cmpq	$128, %rdx
	jb	.LBB4_392
	cmpq	$127, %r14
	jae	.LBB4_352
	xorl	%ecx, %ecx
	jmp	.LBB4_356
.LBB4_352:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rdx
	andq	%rdx, %rcx
	xorl	%edx, %edx
	.p2align	4
.LBB4_353:
	vmovupd	(%r15,%rdx), %ymm0
	vmovupd	32(%r15,%rdx), %ymm1
	vmovups	64(%r15,%rdx), %ymm2
	vmovups	96(%r15,%rdx), %ymm3
	vmovupd	%ymm0, (%rbp,%rdx)
	vmovupd	%ymm1, 32(%rbp,%rdx)
	vmovups	%ymm2, 64(%rbp,%rdx)
	vmovups	%ymm3, 96(%rbp,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_353
	cmpq	%rcx, %rax
	je	.LBB4_359
	testb	$120, %al
	je	.LBB4_392
.LBB4_356:
	movq	%rcx, %rdx
	movabsq	$9223372036854775680, %rcx
	addq	$120, %rcx
	andq	%rax, %rcx
	.p2align	4
.LBB4_357:
	movq	(%r15,%rdx), %rsi
	movq	%rsi, (%rbp,%rdx)
	addq	$8, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_357
	jmp	.LBB4_391
.LBB4_489:
	movzbl	(%rbp,%rax), %ecx
	movb	%cl, 1(%r15,%rax)
	incq	%rax
.LBB4_490:
	cmpq	%rax, %rbx
	jne	.LBB4_489
.LBB4_491:
	movabsq	$NRT_incref, %rax
	movq	%rdi, 64(%rsp)
	vzeroupper
	callq	*%rax
	leaq	4(%rbx), %rdi
	callq	*%r14
	movq	32(%rsp), %rbp
	movq	%rax, %r14
	movabsq	$NRT_decref, %rax
	movq	%rbp, %rdi
	callq	*%rax
	movq	%rbp, %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	testq	%r14, %r14
	je	.LBB4_503
	movq	24(%r14), %rbp
	movq	%r14, 160(%rsp)
	leaq	1(%rbx), %rax
	movabsq	$NRT_MemInfo_alloc, %r14
	movb	$0, 3(%rbp,%rbx)
	testq	%rbx, %rbx
	js	.LBB4_457
	xorl	%ecx, %ecx
	cmpq	$7, %rbx
	jb	.LBB4_505
	movq	%rbp, %rdx
	subq	%r15, %rdx
	cmpq	$128, %rdx
	jb	.LBB4_505
	cmpq	$127, %rbx
	jae	.LBB4_497
	xorl	%ecx, %ecx
	jmp	.LBB4_501
.LBB4_497:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rdx
	andq	%rdx, %rcx
	xorl	%edx, %edx
	.p2align	4
.LBB4_498:
	vmovupd	(%r15,%rdx), %ymm0
	vmovupd	32(%r15,%rdx), %ymm1
	vmovups	64(%r15,%rdx), %ymm2
	vmovups	96(%r15,%rdx), %ymm3
	vmovupd	%ymm0, (%rbp,%rdx)
	vmovupd	%ymm1, 32(%rbp,%rdx)
	vmovups	%ymm2, 64(%rbp,%rdx)
	vmovups	%ymm3, 96(%rbp,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_498
	cmpq	%rcx, %rax
	je	.LBB4_457
	testb	$120, %al
	je	.LBB4_505
.LBB4_501:
	movq	%rcx, %rdx
	movabsq	$9223372036854775680, %rcx
	addq	$120, %rcx
	andq	%rax, %rcx
	.p2align	4
.LBB4_502:
	movq	(%r15,%rdx), %rsi
	movq	%rsi, (%rbp,%rdx)
	addq	$8, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_502
	jmp	.LBB4_504
.LBB4_391:
	cmpq	%rcx, %rax
	je	.LBB4_359
.LBB4_392:
	movzbl	(%r15,%rcx), %edx
	movb	%dl, (%rbp,%rcx)
	incq	%rcx
	jmp	.LBB4_391
.LBB4_359:
	movabsq	$NRT_decref, %rbx
	movq	%r14, 32(%rsp)
	movw	$10540, (%rbp,%rax)
	movq	%rdi, %r14
	vzeroupper
	callq	*%rbx
	movq	%r14, %rdi
	callq	*%rbx
	testq	%r13, %r13
	jle	.LBB4_363
	vcvtsi2sd	%r12, %xmm15, %xmm0
	movabsq	$log10, %rax
	callq	*%rax
	vroundsd	$9, %xmm0, %xmm0, %xmm0
	movabsq	$NRT_MemInfo_alloc, %rax
	vcvttsd2si	%xmm0, %rbx
	leaq	2(%rbx), %rdi
	callq	*%rax
	testq	%rax, %rax
	je	.LBB4_358
	movq	24(%rax), %r14
	movq	%rax, %r13
	movabsq	$-3689348814741910323, %rcx
	leaq	(%r14,%rbx), %rax
	incq	%rbx
	.p2align	4
.LBB4_362:
	movq	%r12, %rdx
	movl	%r12d, %edi
	mulxq	%rcx, %rdx, %rdx
	shrq	$3, %rdx
	leal	(%rdx,%rdx), %esi
	leal	(%rsi,%rsi,4), %esi
	subl	%esi, %edi
	orb	$48, %dil
	movb	%dil, (%rax)
	decq	%rax
	cmpq	$10, %r12
	movq	%rdx, %r12
	jae	.LBB4_362
	jmp	.LBB4_364
.LBB4_363:
	xorl	%r13d, %r13d
	movl	$1, %ebx
	movabsq	$".bytes.-7053599125001422789", %r14
.LBB4_364:
	movq	%r13, %rdi
	movabsq	$NRT_incref, %r12
	callq	*%r12
	leaq	2(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	testq	%rax, %rax
	je	.LBB4_573
	movq	24(%rax), %r15
	movq	%rax, %rsi
	movb	$0, 1(%r15,%rbx)
	movb	$40, (%r15)
	testq	%rbx, %rbx
	jle	.LBB4_379
	cmpq	$8, %rbx
	jb	.LBB4_368
	movq	%r15, %rax
	subq	%r14, %rax
	incq	%rax
	cmpq	$128, %rax
	jae	.LBB4_369
.LBB4_368:
	xorl	%eax, %eax
	jmp	.LBB4_377
.LBB4_369:
	cmpq	$128, %rbx
	jae	.LBB4_371
	xorl	%eax, %eax
	jmp	.LBB4_375
.LBB4_371:
	movq	%rbx, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_372:
	vmovupd	(%r14,%rcx), %ymm0
	vmovupd	32(%r14,%rcx), %ymm1
	vmovups	64(%r14,%rcx), %ymm2
	vmovups	96(%r14,%rcx), %ymm3
	vmovupd	%ymm0, 1(%r15,%rcx)
	vmovupd	%ymm1, 33(%r15,%rcx)
	vmovups	%ymm2, 65(%r15,%rcx)
	vmovups	%ymm3, 97(%r15,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_372
	cmpq	%rax, %rbx
	je	.LBB4_379
	testb	$120, %bl
	je	.LBB4_377
.LBB4_375:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%rbx, %rax
	.p2align	4
.LBB4_376:
	movq	(%r14,%rcx), %rdx
	movq	%rdx, 1(%r15,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_376
	jmp	.LBB4_378
.LBB4_358:
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.3, %rax
	movq	%rax, 8(%rsp)
	jmp	.LBB4_573
.LBB4_377:
	movzbl	(%r14,%rax), %ecx
	movb	%cl, 1(%r15,%rax)
	incq	%rax
.LBB4_378:
	cmpq	%rax, %rbx
	jne	.LBB4_377
.LBB4_379:
	movq	%rsi, %rdi
	movq	%rsi, 64(%rsp)
	vzeroupper
	callq	*%r12
	leaq	4(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	%r13, %rdi
	movabsq	$NRT_decref, %r14
	movq	%rax, %r12
	callq	*%r14
	movq	%r13, %rdi
	movq	%r12, %r13
	callq	*%r14
	testq	%r12, %r12
	je	.LBB4_573
	movq	24(%r13), %r12
	movb	$0, 3(%r12,%rbx)
	testq	%rbx, %rbx
	js	.LBB4_395
	leaq	1(%rbx), %rax
	xorl	%ecx, %ecx
	cmpq	$7, %rbx
	jb	.LBB4_393
	movq	%r12, %rdx
	subq	%r15, %rdx
	cmpq	$128, %rdx
	jb	.LBB4_393
	cmpq	$127, %rbx
	jae	.LBB4_385
	xorl	%ecx, %ecx
	jmp	.LBB4_389
.LBB4_385:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rdx
	andq	%rdx, %rcx
	xorl	%edx, %edx
	.p2align	4
.LBB4_386:
	vmovupd	(%r15,%rdx), %ymm0
	vmovupd	32(%r15,%rdx), %ymm1
	vmovups	64(%r15,%rdx), %ymm2
	vmovups	96(%r15,%rdx), %ymm3
	vmovupd	%ymm0, (%r12,%rdx)
	vmovupd	%ymm1, 32(%r12,%rdx)
	vmovups	%ymm2, 64(%r12,%rdx)
	vmovups	%ymm3, 96(%r12,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_386
	cmpq	%rcx, %rax
	je	.LBB4_395
	testb	$120, %al
	je	.LBB4_393
.LBB4_389:
	movq	%rcx, %rdx
	movabsq	$9223372036854775680, %rcx
	addq	$120, %rcx
	andq	%rax, %rcx
	.p2align	4
.LBB4_390:
	movq	(%r15,%rdx), %rsi
	movq	%rsi, (%r12,%rdx)
	addq	$8, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_390
	jmp	.LBB4_394
.LBB4_393:
	movzbl	(%r15,%rcx), %edx
	movb	%dl, (%r12,%rcx)
	incq	%rcx
.LBB4_394:
	cmpq	%rcx, %rax
	jne	.LBB4_393
.LBB4_395:
	movq	%r13, %rdi
	movabsq	$NRT_incref, %rax
	movw	$10540, 1(%r12,%rbx)
	vzeroupper
	callq	*%rax
	leaq	33(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	64(%rsp), %r15
	movabsq	$NRT_decref, %r14
	movq	%r13, 192(%rsp)
	movq	%rax, %r13
	movq	%r15, %rdi
	callq	*%r14
	movq	%r15, %rdi
	callq	*%r14
	testq	%r13, %r13
	je	.LBB4_573
	movq	%r13, %rdi
	movq	24(%r13), %r13
	movabsq	$".bytes.-2721477965164765125", %rcx
	leaq	32(%rbx), %rax
	movq	%r13, %rdx
	movb	$0, (%r13,%rax)
	subq	%rcx, %rdx
	cmpq	$128, %rdx
	jae	.LBB4_398
	xorl	%edx, %edx
	jmp	.LBB4_399
.LBB4_398:
	movabsq	$.LCPI4_42, %rax
	movl	$24, %edx
	vmovapd	(%rax), %xmm0
	movabsq	$8295743141087372137, %rax
	vmovupd	%xmm0, (%r13)
	movq	%rax, 16(%r13)
.LBB4_399:
	movq	32(%rsp), %rax
	leaq	3(%rax), %r14
	leaq	3(%rbx), %rax
	.p2align	4
.LBB4_400:
	movzbl	(%rdx,%rcx), %esi
	movb	%sil, (%r13,%rdx)
	incq	%rdx
	cmpq	$29, %rdx
	jne	.LBB4_400
	cmpq	$-2, %rbx
	jl	.LBB4_415
	cmpq	$8, %rax
	jb	.LBB4_404
	movq	%r13, %rcx
	subq	%r12, %rcx
	addq	$29, %rcx
	cmpq	$128, %rcx
	jae	.LBB4_405
.LBB4_404:
	xorl	%ecx, %ecx
	jmp	.LBB4_413
.LBB4_405:
	cmpq	$128, %rax
	jae	.LBB4_407
	xorl	%ecx, %ecx
	jmp	.LBB4_411
.LBB4_407:
	movq	%rax, %rcx
	xorl	%edx, %edx
	andq	$-128, %rcx
	.p2align	4
.LBB4_408:
	vmovupd	(%r12,%rdx), %ymm0
	vmovupd	32(%r12,%rdx), %ymm1
	vmovups	64(%r12,%rdx), %ymm2
	vmovups	96(%r12,%rdx), %ymm3
	vmovupd	%ymm0, 29(%r13,%rdx)
	vmovupd	%ymm1, 61(%r13,%rdx)
	vmovups	%ymm2, 93(%r13,%rdx)
	vmovups	%ymm3, 125(%r13,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_408
	cmpq	%rcx, %rax
	je	.LBB4_415
	testb	$120, %al
	je	.LBB4_413
.LBB4_411:
	movq	%rcx, %rdx
	movq	%rax, %rcx
	andq	$-8, %rcx
	.p2align	4
.LBB4_412:
	movq	(%r12,%rdx), %rsi
	movq	%rsi, 29(%r13,%rdx)
	addq	$8, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_412
	jmp	.LBB4_414
.LBB4_413:
	movzbl	(%r12,%rcx), %edx
	movb	%dl, 29(%r13,%rcx)
	incq	%rcx
.LBB4_414:
	cmpq	%rcx, %rax
	jne	.LBB4_413
.LBB4_415:
	movabsq	$NRT_incref, %rax
	movq	%r14, 224(%rsp)
	movq	%rdi, 96(%rsp)
	vzeroupper
	callq	*%rax
	leaq	54(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	192(%rsp), %r15
	movabsq	$NRT_decref, %r14
	movq	%rax, %r12
	movq	%r15, %rdi
	callq	*%r14
	movq	%r15, %rdi
	callq	*%r14
	testq	%r12, %r12
	je	.LBB4_573
	movq	%r12, %rdi
	leaq	53(%rbx), %r12
	leaq	32(%rbx), %rsi
	movq	24(%rdi), %r15
	movb	$0, 53(%r15,%rbx)
	cmpq	$-31, %rbx
	jl	.LBB4_429
	xorl	%eax, %eax
	cmpq	$-24, %rbx
	jl	.LBB4_427
	movq	%r15, %rcx
	subq	%r13, %rcx
	cmpq	$128, %rcx
	jb	.LBB4_427
	cmpq	$96, %rbx
	jge	.LBB4_421
	xorl	%eax, %eax
	jmp	.LBB4_425
.LBB4_421:
	movq	%rsi, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_422:
	vmovupd	(%r13,%rcx), %ymm0
	vmovupd	32(%r13,%rcx), %ymm1
	vmovups	64(%r13,%rcx), %ymm2
	vmovups	96(%r13,%rcx), %ymm3
	vmovupd	%ymm0, (%r15,%rcx)
	vmovupd	%ymm1, 32(%r15,%rcx)
	vmovups	%ymm2, 64(%r15,%rcx)
	vmovups	%ymm3, 96(%r15,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_422
	cmpq	%rax, %rsi
	je	.LBB4_429
	testb	$120, %sil
	je	.LBB4_427
.LBB4_425:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%rsi, %rax
	.p2align	4
.LBB4_426:
	movq	(%r13,%rcx), %rdx
	movq	%rdx, (%r15,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_426
	jmp	.LBB4_428
.LBB4_427:
	movzbl	(%r13,%rax), %ecx
	movb	%cl, (%r15,%rax)
	incq	%rax
.LBB4_428:
	cmpq	%rax, %rsi
	jne	.LBB4_427
.LBB4_429:
	movabsq	$.bytes.1933450984837652393, %rcx
	movabsq	$2334395545527984230, %rax
	movabsq	$NRT_incref, %r13
	movq	%rbx, 64(%rsp)
	movq	%rdi, 192(%rsp)
	vmovapd	(%rcx), %xmm0
	movq	%rax, 13(%r15,%rsi)
	vmovupd	%xmm0, (%r15,%rsi)
	vzeroupper
	callq	*%r13
	movq	160(%rsp), %rdi
	callq	*%r13
	movq	224(%rsp), %rbx
	movabsq	$NRT_MemInfo_alloc, %rax
	leaq	1(%r12,%rbx), %rdi
	callq	*%rax
	movq	96(%rsp), %r14
	movq	%rax, %r13
	movabsq	$NRT_decref, %rax
	movq	%r14, %rdi
	callq	*%rax
	movq	%r14, %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	testq	%r13, %r13
	je	.LBB4_573
	cmpq	$-52, 64(%rsp)
	movq	%r13, %rdi
	movq	24(%r13), %r13
	movq	32(%rsp), %rsi
	leaq	(%r12,%rbx), %rax
	movq	%rax, 96(%rsp)
	movb	$0, (%r13,%rax)
	jl	.LBB4_443
	xorl	%eax, %eax
	cmpq	$-45, 64(%rsp)
	jl	.LBB4_441
	movq	%r13, %rcx
	subq	%r15, %rcx
	cmpq	$128, %rcx
	jb	.LBB4_441
	cmpq	$75, 64(%rsp)
	jge	.LBB4_435
	xorl	%eax, %eax
	jmp	.LBB4_439
.LBB4_435:
	movq	%r12, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_436:
	vmovupd	(%r15,%rcx), %ymm0
	vmovupd	32(%r15,%rcx), %ymm1
	vmovups	64(%r15,%rcx), %ymm2
	vmovups	96(%r15,%rcx), %ymm3
	vmovupd	%ymm0, (%r13,%rcx)
	vmovupd	%ymm1, 32(%r13,%rcx)
	vmovups	%ymm2, 64(%r13,%rcx)
	vmovups	%ymm3, 96(%r13,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_436
	cmpq	%rax, %r12
	je	.LBB4_443
	testb	$120, %r12b
	je	.LBB4_441
.LBB4_439:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%r12, %rax
	.p2align	4
.LBB4_440:
	movq	(%r15,%rcx), %rdx
	movq	%rdx, (%r13,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_440
	jmp	.LBB4_442
.LBB4_441:
	movzbl	(%r15,%rax), %ecx
	movb	%cl, (%r13,%rax)
	incq	%rax
.LBB4_442:
	cmpq	%rax, %r12
	jne	.LBB4_441
.LBB4_443:
	cmpq	$-2, %rsi
	jl	.LBB4_570
	addq	%r13, %r12
	cmpq	$8, %rbx
	jb	.LBB4_446
	movq	64(%rsp), %rcx
	movq	%rcx, %rax
	subq	%rbp, %rax
	leaq	53(%rax,%r13), %rax
	cmpq	$128, %rax
	jae	.LBB4_447
.LBB4_446:
	xorl	%eax, %eax
	jmp	.LBB4_455
.LBB4_447:
	cmpq	$128, %rbx
	jae	.LBB4_449
	xorl	%eax, %eax
	jmp	.LBB4_453
.LBB4_449:
	movq	%rbx, %rax
	leaq	149(%r13,%rcx), %rcx
	xorl	%edx, %edx
	andq	$-128, %rax
	.p2align	4
.LBB4_450:
	vmovupd	(%rbp,%rdx), %ymm0
	vmovupd	32(%rbp,%rdx), %ymm1
	vmovups	64(%rbp,%rdx), %ymm2
	vmovups	96(%rbp,%rdx), %ymm3
	vmovupd	%ymm0, -96(%rcx,%rdx)
	vmovupd	%ymm1, -64(%rcx,%rdx)
	vmovups	%ymm2, -32(%rcx,%rdx)
	vmovups	%ymm3, (%rcx,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rax
	jne	.LBB4_450
	cmpq	%rax, %rbx
	je	.LBB4_570
	testb	$120, %bl
	je	.LBB4_455
.LBB4_453:
	movq	%rax, %rcx
	movq	%rbx, %rax
	andq	$-8, %rax
	.p2align	4
.LBB4_454:
	movq	(%rbp,%rcx), %rdx
	movq	%rdx, (%r12,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_454
	jmp	.LBB4_456
.LBB4_455:
	movzbl	(%rbp,%rax), %ecx
	movb	%cl, (%r12,%rax)
	incq	%rax
.LBB4_456:
	cmpq	%rax, %rbx
	jne	.LBB4_455
	jmp	.LBB4_570
.LBB4_457:
	movq	64(%rsp), %r15
	movq	%rbx, 32(%rsp)
	movabsq	$NRT_decref, %rbx
	movw	$10540, (%rbp,%rax)
	movq	%r15, %rdi
	vzeroupper
	callq	*%rbx
	movq	%r15, %rdi
	callq	*%rbx
	testq	%r13, %r13
	jle	.LBB4_461
	vcvtsi2sd	%r12, %xmm15, %xmm0
	movabsq	$log10, %rax
	callq	*%rax
	vroundsd	$9, %xmm0, %xmm0, %xmm0
	vcvttsd2si	%xmm0, %rbx
	leaq	2(%rbx), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_573
	movq	24(%rax), %r13
	movq	%rax, %r15
	movabsq	$-3689348814741910323, %rdi
	leaq	(%r13,%rbx), %rax
	incq	%rbx
	.p2align	4
.LBB4_460:
	movq	%r12, %rdx
	movl	%r12d, %esi
	mulxq	%rdi, %rcx, %rcx
	shrq	$3, %rcx
	leal	(%rcx,%rcx), %edx
	leal	(%rdx,%rdx,4), %edx
	subl	%edx, %esi
	orb	$48, %sil
	movb	%sil, (%rax)
	decq	%rax
	cmpq	$10, %r12
	movq	%rcx, %r12
	jae	.LBB4_460
	jmp	.LBB4_462
.LBB4_461:
	xorl	%r15d, %r15d
	movl	$1, %ebx
	movabsq	$".bytes.-7053599125001422789", %r13
.LBB4_462:
	movq	%r15, %rdi
	movabsq	$NRT_incref, %r12
	callq	*%r12
	leaq	2(%rbx), %rdi
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_503
	movq	%r15, %r14
	movq	24(%rax), %r15
	movq	%rax, %rsi
	movb	$0, 1(%r15,%rbx)
	movb	$40, (%r15)
	testq	%rbx, %rbx
	jle	.LBB4_477
	cmpq	$8, %rbx
	jb	.LBB4_466
	movq	%r15, %rax
	subq	%r13, %rax
	incq	%rax
	cmpq	$128, %rax
	jae	.LBB4_467
.LBB4_466:
	xorl	%eax, %eax
	jmp	.LBB4_475
.LBB4_467:
	cmpq	$128, %rbx
	jae	.LBB4_469
	xorl	%eax, %eax
	jmp	.LBB4_473
.LBB4_469:
	movq	%rbx, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_470:
	vmovupd	(%r13,%rcx), %ymm0
	vmovupd	32(%r13,%rcx), %ymm1
	vmovups	64(%r13,%rcx), %ymm2
	vmovups	96(%r13,%rcx), %ymm3
	vmovupd	%ymm0, 1(%r15,%rcx)
	vmovupd	%ymm1, 33(%r15,%rcx)
	vmovups	%ymm2, 65(%r15,%rcx)
	vmovups	%ymm3, 97(%r15,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_470
	cmpq	%rax, %rbx
	je	.LBB4_477
	testb	$120, %bl
	je	.LBB4_475
.LBB4_473:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%rbx, %rax
	.p2align	4
.LBB4_474:
	movq	(%r13,%rcx), %rdx
	movq	%rdx, 1(%r15,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_474
	jmp	.LBB4_476
.LBB4_475:
	movzbl	(%r13,%rax), %ecx
	movb	%cl, 1(%r15,%rax)
	incq	%rax
.LBB4_476:
	cmpq	%rax, %rbx
	jne	.LBB4_475
.LBB4_477:
	movq	%rsi, %rdi
	movq	%rsi, 64(%rsp)
	vzeroupper
	callq	*%r12
	leaq	4(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	%r14, %rdi
	movabsq	$NRT_decref, %r12
	movq	%rax, %r13
	callq	*%r12
	movq	%r14, %rdi
	callq	*%r12
	testq	%r13, %r13
	je	.LBB4_503
	movq	24(%r13), %r12
	movb	$0, 3(%r12,%rbx)
	testq	%rbx, %rbx
	js	.LBB4_508
	leaq	1(%rbx), %rax
	xorl	%ecx, %ecx
	cmpq	$7, %rbx
	jb	.LBB4_506
	movq	%r12, %rdx
	subq	%r15, %rdx
	cmpq	$128, %rdx
	jb	.LBB4_506
	cmpq	$127, %rbx
	jae	.LBB4_483
	xorl	%ecx, %ecx
	jmp	.LBB4_487
.LBB4_483:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rdx
	andq	%rdx, %rcx
	xorl	%edx, %edx
	.p2align	4
.LBB4_484:
	vmovupd	(%r15,%rdx), %ymm0
	vmovupd	32(%r15,%rdx), %ymm1
	vmovups	64(%r15,%rdx), %ymm2
	vmovups	96(%r15,%rdx), %ymm3
	vmovupd	%ymm0, (%r12,%rdx)
	vmovupd	%ymm1, 32(%r12,%rdx)
	vmovups	%ymm2, 64(%r12,%rdx)
	vmovups	%ymm3, 96(%r12,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_484
	cmpq	%rcx, %rax
	je	.LBB4_508
	testb	$120, %al
	je	.LBB4_506
.LBB4_487:
	movq	%rcx, %rdx
	movabsq	$9223372036854775680, %rcx
	addq	$120, %rcx
	andq	%rax, %rcx
	.p2align	4
.LBB4_488:
	movq	(%r15,%rdx), %rsi
	movq	%rsi, (%r12,%rdx)
	addq	$8, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_488
	jmp	.LBB4_507
.LBB4_504:
	cmpq	%rcx, %rax
	je	.LBB4_457
.LBB4_505:
	movzbl	(%r15,%rcx), %edx
	movb	%dl, (%rbp,%rcx)
	incq	%rcx
	jmp	.LBB4_504
.LBB4_506:
	movzbl	(%r15,%rcx), %edx
	movb	%dl, (%r12,%rcx)
	incq	%rcx
.LBB4_507:
	cmpq	%rcx, %rax
	jne	.LBB4_506
.LBB4_508:
	movq	%r13, %rdi
	movabsq	$NRT_incref, %rax
	movw	$10540, 1(%r12,%rbx)
	movq	%r13, 192(%rsp)
	vzeroupper
	callq	*%rax
	leaq	33(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	64(%rsp), %r14
	movabsq	$NRT_decref, %r15
	movq	%rax, %r13
	movq	%r14, %rdi
	callq	*%r15
	movq	%r14, %rdi
	callq	*%r15
	testq	%r13, %r13
	je	.LBB4_503
	movq	%r13, %rdi
	movq	24(%r13), %r13
	movabsq	$".bytes.-2721477965164765125", %rcx
	leaq	32(%rbx), %rax
	movq	%r13, %rdx
	movb	$0, (%r13,%rax)
	subq	%rcx, %rdx
	cmpq	$128, %rdx
	jae	.LBB4_511
	xorl	%edx, %edx
	jmp	.LBB4_512
.LBB4_511:
	movabsq	$.LCPI4_42, %rax
	movl	$24, %edx
	vmovapd	(%rax), %xmm0
	movabsq	$8295743141087372137, %rax
	vmovupd	%xmm0, (%r13)
	movq	%rax, 16(%r13)
.LBB4_512:
	movq	32(%rsp), %rax
	addq	$3, %rax
	movq	%rax, 64(%rsp)
	leaq	3(%rbx), %rax
	.p2align	4
.LBB4_513:
	movzbl	(%rdx,%rcx), %esi
	movb	%sil, (%r13,%rdx)
	incq	%rdx
	cmpq	$29, %rdx
	jne	.LBB4_513
	cmpq	$-2, %rbx
	jl	.LBB4_528
	cmpq	$8, %rax
	jb	.LBB4_517
	movq	%r13, %rcx
	subq	%r12, %rcx
	addq	$29, %rcx
	cmpq	$128, %rcx
	jae	.LBB4_518
.LBB4_517:
	xorl	%ecx, %ecx
	jmp	.LBB4_526
.LBB4_518:
	cmpq	$128, %rax
	jae	.LBB4_520
	xorl	%ecx, %ecx
	jmp	.LBB4_524
.LBB4_520:
	movq	%rax, %rcx
	xorl	%edx, %edx
	andq	$-128, %rcx
	.p2align	4
.LBB4_521:
	vmovupd	(%r12,%rdx), %ymm0
	vmovupd	32(%r12,%rdx), %ymm1
	vmovups	64(%r12,%rdx), %ymm2
	vmovups	96(%r12,%rdx), %ymm3
	vmovupd	%ymm0, 29(%r13,%rdx)
	vmovupd	%ymm1, 61(%r13,%rdx)
	vmovups	%ymm2, 93(%r13,%rdx)
	vmovups	%ymm3, 125(%r13,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_521
	cmpq	%rcx, %rax
	je	.LBB4_528
	testb	$120, %al
	je	.LBB4_526
.LBB4_524:
	movq	%rcx, %rdx
	movq	%rax, %rcx
	andq	$-8, %rcx
	.p2align	4
.LBB4_525:
	movq	(%r12,%rdx), %rsi
	movq	%rsi, 29(%r13,%rdx)
	addq	$8, %rdx
	cmpq	%rdx, %rcx
	jne	.LBB4_525
	jmp	.LBB4_527
.LBB4_526:
	movzbl	(%r12,%rcx), %edx
	movb	%dl, 29(%r13,%rcx)
	incq	%rcx
.LBB4_527:
	cmpq	%rcx, %rax
	jne	.LBB4_526
.LBB4_528:
	movabsq	$NRT_incref, %rax
	movq	%rdi, 96(%rsp)
	vzeroupper
	callq	*%rax
	leaq	54(%rbx), %rdi
	movabsq	$NRT_MemInfo_alloc, %rax
	callq	*%rax
	movq	192(%rsp), %r14
	movabsq	$NRT_decref, %r15
	movq	%rax, %r12
	movq	%r14, %rdi
	callq	*%r15
	movq	%r14, %rdi
	callq	*%r15
	testq	%r12, %r12
	je	.LBB4_503
	movq	%r12, %rdi
	leaq	53(%rbx), %r12
	leaq	32(%rbx), %rsi
	movq	24(%rdi), %r15
	movb	$0, 53(%r15,%rbx)
	cmpq	$-31, %rbx
	jl	.LBB4_542
	xorl	%eax, %eax
	cmpq	$-24, %rbx
	jl	.LBB4_540
	movq	%r15, %rcx
	subq	%r13, %rcx
	cmpq	$128, %rcx
	jb	.LBB4_540
	cmpq	$96, %rbx
	jge	.LBB4_534
	xorl	%eax, %eax
	jmp	.LBB4_538
.LBB4_534:
	movq	%rsi, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_535:
	vmovupd	(%r13,%rcx), %ymm0
	vmovupd	32(%r13,%rcx), %ymm1
	vmovups	64(%r13,%rcx), %ymm2
	vmovups	96(%r13,%rcx), %ymm3
	vmovupd	%ymm0, (%r15,%rcx)
	vmovupd	%ymm1, 32(%r15,%rcx)
	vmovups	%ymm2, 64(%r15,%rcx)
	vmovups	%ymm3, 96(%r15,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_535
	cmpq	%rax, %rsi
	je	.LBB4_542
	testb	$120, %sil
	je	.LBB4_540
.LBB4_538:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%rsi, %rax
	.p2align	4
.LBB4_539:
	movq	(%r13,%rcx), %rdx
	movq	%rdx, (%r15,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_539
	jmp	.LBB4_541
.LBB4_503:
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12, %rax
	movq	%rax, 8(%rsp)
	jmp	.LBB4_573
.LBB4_540:
	movzbl	(%r13,%rax), %ecx
	movb	%cl, (%r15,%rax)
	incq	%rax
.LBB4_541:
	cmpq	%rax, %rsi
	jne	.LBB4_540
.LBB4_542:
	movabsq	$.bytes.1933450984837652393, %rcx
	movabsq	$2334395545527984230, %rax
	movabsq	$NRT_incref, %r13
	movq	%rdi, 192(%rsp)
	vmovapd	(%rcx), %xmm0
	movq	%rax, 13(%r15,%rsi)
	vmovupd	%xmm0, (%r15,%rsi)
	vzeroupper
	callq	*%r13
	movq	160(%rsp), %rdi
	callq	*%r13
	movq	%rbx, 224(%rsp)
	movq	64(%rsp), %rbx
	movabsq	$NRT_MemInfo_alloc, %rax
	leaq	1(%r12,%rbx), %rdi
	callq	*%rax
	movq	96(%rsp), %r14
	movq	%rax, %r13
	movabsq	$NRT_decref, %rax
	movq	%r14, %rdi
	callq	*%rax
	movq	%r14, %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12, %rax
	movq	%rax, 8(%rsp)
	testq	%r13, %r13
	je	.LBB4_573
	movq	224(%rsp), %rcx
	movq	%r13, %rdi
	movq	24(%r13), %r13
	movq	32(%rsp), %rsi
	leaq	(%r12,%rbx), %rax
	movq	%rax, 96(%rsp)
	movq	%rcx, %r8
	movb	$0, (%r13,%rax)
	cmpq	$-52, %rcx
	jl	.LBB4_556
	xorl	%eax, %eax
	cmpq	$-45, %r8
	jl	.LBB4_554
	movq	%r13, %rcx
	subq	%r15, %rcx
	cmpq	$128, %rcx
	jb	.LBB4_554
	cmpq	$75, %r8
	jge	.LBB4_548
	xorl	%eax, %eax
	jmp	.LBB4_552
.LBB4_548:
	movq	%r12, %rax
	movabsq	$9223372036854775680, %rcx
	andq	%rcx, %rax
	xorl	%ecx, %ecx
	.p2align	4
.LBB4_549:
	vmovupd	(%r15,%rcx), %ymm0
	vmovupd	32(%r15,%rcx), %ymm1
	vmovups	64(%r15,%rcx), %ymm2
	vmovups	96(%r15,%rcx), %ymm3
	vmovupd	%ymm0, (%r13,%rcx)
	vmovupd	%ymm1, 32(%r13,%rcx)
	vmovups	%ymm2, 64(%r13,%rcx)
	vmovups	%ymm3, 96(%r13,%rcx)
	subq	$-128, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_549
	cmpq	%rax, %r12
	je	.LBB4_556
	testb	$120, %r12b
	je	.LBB4_554
.LBB4_552:
	movq	%rax, %rcx
	movabsq	$9223372036854775680, %rax
	addq	$120, %rax
	andq	%r12, %rax
	.p2align	4
.LBB4_553:
	movq	(%r15,%rcx), %rdx
	movq	%rdx, (%r13,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_553
	jmp	.LBB4_555
.LBB4_554:
	movzbl	(%r15,%rax), %ecx
	movb	%cl, (%r13,%rax)
	incq	%rax
.LBB4_555:
	cmpq	%rax, %r12
	jne	.LBB4_554
.LBB4_556:
	cmpq	$-2, %rsi
	jl	.LBB4_570
	addq	%r13, %r12
	cmpq	$8, %rbx
	jb	.LBB4_559
	movq	%r8, %rax
	subq	%rbp, %rax
	leaq	53(%rax,%r13), %rax
	cmpq	$128, %rax
	jae	.LBB4_560
.LBB4_559:
	xorl	%eax, %eax
	jmp	.LBB4_568
.LBB4_560:
	cmpq	$128, %rbx
	jae	.LBB4_562
	xorl	%eax, %eax
	jmp	.LBB4_566
.LBB4_562:
	movq	%rbx, %rax
	leaq	149(%r13,%r8), %rcx
	xorl	%edx, %edx
	andq	$-128, %rax
	.p2align	4
.LBB4_563:
	vmovupd	(%rbp,%rdx), %ymm0
	vmovupd	32(%rbp,%rdx), %ymm1
	vmovups	64(%rbp,%rdx), %ymm2
	vmovups	96(%rbp,%rdx), %ymm3
	vmovupd	%ymm0, -96(%rcx,%rdx)
	vmovupd	%ymm1, -64(%rcx,%rdx)
	vmovups	%ymm2, -32(%rcx,%rdx)
	vmovups	%ymm3, (%rcx,%rdx)
	subq	$-128, %rdx
	cmpq	%rdx, %rax
	jne	.LBB4_563
	cmpq	%rax, %rbx
	je	.LBB4_570
	testb	$120, %bl
	je	.LBB4_568
.LBB4_566:
	movq	%rax, %rcx
	movq	%rbx, %rax
	andq	$-8, %rax
	.p2align	4
.LBB4_567:
	movq	(%rbp,%rcx), %rdx
	movq	%rdx, (%r12,%rcx)
	addq	$8, %rcx
	cmpq	%rcx, %rax
	jne	.LBB4_567
	jmp	.LBB4_569
.LBB4_568:
	movzbl	(%rbp,%rax), %ecx
	movb	%cl, (%r12,%rax)
	incq	%rax
.LBB4_569:
	cmpq	%rax, %rbx
	jne	.LBB4_568
.LBB4_570:
	movabsq	$NRT_incref, %rax
	movq	%rdi, 32(%rsp)
	vzeroupper
	callq	*%rax
	movl	$48, %edi
	movabsq	$NRT_Allocate, %r14
	callq	*%r14
	movq	160(%rsp), %r12
	movabsq	$NRT_decref, %rbx
	movq	%rax, %r15
	movq	%r12, %rdi
	callq	*%rbx
	movq	192(%rsp), %rbp
	movq	%rbp, %rdi
	callq	*%rbx
	movq	%rbp, %rdi
	callq	*%rbx
	movq	%r12, %rdi
	callq	*%rbx
	movabsq	$.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.7, %rax
	movq	%rax, 8(%rsp)
	testq	%r15, %r15
	je	.LBB4_573
	movq	96(%rsp), %rax
	movq	32(%rsp), %rcx
	movl	$40, %edi
	movabsq	$4294967297, %rdx
	movq	%r13, (%r15)
	movq	%rax, 8(%r15)
	movq	%rdx, 16(%r15)
	movq	$-1, 24(%r15)
	movq	%rcx, 32(%r15)
	movq	$0, 40(%r15)
	callq	*%r14
	testq	%rax, %rax
	je	.LBB4_573
	movq	%rax, %rcx
	movabsq	$.const.pickledata.538f24ddc49600304aad96856f43891e57e289a3, %rsi
	movabsq	$__excinfo_unwrap_args2a69829f126f4a7013ea1e2468c3325e564f5cc6, %rdx
	movq	%rsi, (%rcx)
	movl	$406, 8(%rcx)
	movq	%r15, 16(%rcx)
	movq	%rdx, 24(%rcx)
	movq	%rcx, 8(%rsp)
	movl	$1, 32(%rcx)
.LBB4_573:
	movq	4520(%rsp), %rdi
	movabsq	$NRT_decref, %rax
	callq	*%rax
	movq	360(%rsp), %rax
	movq	8(%rsp), %rcx
	movq	%rcx, (%rax)
.LBB4_574:
	movl	$1, %eax
.LBB4_575:
	addq	$4424, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	retq
.Lfunc_end4:
	.size	_ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE, .Lfunc_end4-_ZN13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE
	.cfi_endproc
	.section	.rodata,"a",@progbits
	.p2align	3, 0x0
.LJTI4_0:
	.quad	.LBB4_164
	.quad	.LBB4_159
	.quad	.LBB4_163
	.quad	.LBB4_143
	.quad	.LBB4_160
	.quad	.LBB4_166
	.quad	.LBB4_167
	.quad	.LBB4_165
	.quad	.LBB4_169
	.quad	.LBB4_162
	.quad	.LBB4_168
	.quad	.LBB4_142
	.quad	.LBB4_161

	.section	.ltext,"axl",@progbits
	.weak	NRT_incref
	.p2align	4
	.type	NRT_incref,@function
NRT_incref:
	testq	%rdi, %rdi
	je	.LBB5_2
	lock		incq	(%rdi)
.LBB5_2:
	retq
.Lfunc_end5:
	.size	NRT_incref, .Lfunc_end5-NRT_incref

	.weak	_ZN3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE
	.p2align	4
	.type	_ZN3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE,@function
_ZN3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE:
	.cfi_startproc
	pushq	%rbp
	.cfi_def_cfa_offset 16
	pushq	%r15
	.cfi_def_cfa_offset 24
	pushq	%r14
	.cfi_def_cfa_offset 32
	pushq	%r13
	.cfi_def_cfa_offset 40
	pushq	%r12
	.cfi_def_cfa_offset 48
	pushq	%rbx
	.cfi_def_cfa_offset 56
	subq	$1144, %rsp
	.cfi_def_cfa_offset 1200
	.cfi_offset %rbx, -56
	.cfi_offset %r12, -48
	.cfi_offset %r13, -40
	.cfi_offset %r14, -32
	.cfi_offset %r15, -24
	.cfi_offset %rbp, -16
	movq	1216(%rsp), %r15
	movq	%rdi, %rbx
	movabsq	$NRT_incref, %rax
	movq	%rdx, %rdi
	movq	%r9, %r12
	movq	%r8, %r13
	movq	%rcx, %rbp
	movq	%rdx, %r14
	movq	%rsi, 560(%rsp)
	movq	$0, 552(%rsp)
	callq	*%rax
	vxorps	%xmm0, %xmm0, %xmm0
	movabsq	$_ZN5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE, %rax
	leaq	592(%rsp), %rdi
	leaq	552(%rsp), %rsi
	movq	%r14, %rdx
	movq	%rbp, %rcx
	movq	%r13, %r8
	movq	%r12, %r9
	movq	%r15, 16(%rsp)
	vmovups	%ymm0, 848(%rsp)
	vmovups	%ymm0, 816(%rsp)
	vmovups	%ymm0, 784(%rsp)
	vmovups	%ymm0, 752(%rsp)
	vmovups	%ymm0, 720(%rsp)
	vmovups	%ymm0, 688(%rsp)
	vmovups	%ymm0, 656(%rsp)
	vmovups	%ymm0, 624(%rsp)
	vmovups	%ymm0, 592(%rsp)
	vmovaps	1200(%rsp), %xmm0
	vmovups	%xmm0, (%rsp)
	movq	$72, 24(%rsp)
	vzeroupper
	callq	*%rax
	cmpl	$-2, %eax
	je	.LBB6_2
	testl	%eax, %eax
	jne	.LBB6_4
.LBB6_2:
	vmovups	816(%rsp), %ymm2
	vmovups	784(%rsp), %ymm1
	vmovups	848(%rsp), %ymm0
	movabsq	$NRT_decref, %rax
	movq	%r14, %rdi
	vmovups	%ymm2, 1104(%rsp)
	vmovups	%ymm1, 1072(%rsp)
	vmovups	752(%rsp), %ymm2
	vmovups	720(%rsp), %ymm1
	vmovups	%ymm0, 560(%rsp)
	vmovups	%ymm2, 1040(%rsp)
	vmovups	%ymm1, 1008(%rsp)
	vmovups	592(%rsp), %ymm2
	vmovups	624(%rsp), %ymm1
	vmovups	%ymm2, 976(%rsp)
	vmovups	%ymm1, 944(%rsp)
	vmovups	656(%rsp), %ymm2
	vmovups	688(%rsp), %ymm1
	vmovups	%ymm2, 912(%rsp)
	vmovups	%ymm1, 880(%rsp)
	vzeroupper
	callq	*%rax
	vmovups	976(%rsp), %ymm0
	vmovups	944(%rsp), %ymm2
	vmovups	912(%rsp), %ymm1
	xorl	%eax, %eax
	vmovups	%ymm0, (%rbx)
	vmovups	%ymm2, 32(%rbx)
	vmovups	%ymm1, 64(%rbx)
	vmovups	880(%rsp), %ymm2
	vmovups	1008(%rsp), %ymm1
	vmovups	%ymm2, 96(%rbx)
	vmovups	%ymm1, 128(%rbx)
	vmovups	1040(%rsp), %ymm2
	vmovups	1072(%rsp), %ymm1
	vmovups	%ymm2, 160(%rbx)
	vmovups	%ymm1, 192(%rbx)
	vmovups	1104(%rsp), %ymm2
	vmovups	560(%rsp), %ymm1
	vmovups	%ymm2, 224(%rbx)
	vmovups	%ymm1, 256(%rbx)
.LBB6_3:
	addq	$1144, %rsp
	.cfi_def_cfa_offset 56
	popq	%rbx
	.cfi_def_cfa_offset 48
	popq	%r12
	.cfi_def_cfa_offset 40
	popq	%r13
	.cfi_def_cfa_offset 32
	popq	%r14
	.cfi_def_cfa_offset 24
	popq	%r15
	.cfi_def_cfa_offset 16
	popq	%rbp
	.cfi_def_cfa_offset 8
	vzeroupper
	retq
.LBB6_4:
	.cfi_def_cfa_offset 1200
	movq	560(%rsp), %rcx
	movq	$0, (%rcx)
	jmp	.LBB6_3
.Lfunc_end6:
	.size	_ZN3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE, .Lfunc_end6-_ZN3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE
	.cfi_endproc

	.weak	NRT_decref
	.p2align	4
	.type	NRT_decref,@function
NRT_decref:
	.cfi_startproc
	testq	%rdi, %rdi
	je	.LBB7_2
	#MEMBARRIER
	lock		decq	(%rdi)
	je	.LBB7_3
.LBB7_2:
	retq
.LBB7_3:
	movabsq	$NRT_MemInfo_call_dtor, %rax
	#MEMBARRIER
	jmpq	*%rax
.Lfunc_end7:
	.size	NRT_decref, .Lfunc_end7-NRT_decref
	.cfi_endproc

	.weak	__excinfo_unwrap_args2a69829f126f4a7013ea1e2468c3325e564f5cc6
	.p2align	4
	.type	__excinfo_unwrap_args2a69829f126f4a7013ea1e2468c3325e564f5cc6,@function
__excinfo_unwrap_args2a69829f126f4a7013ea1e2468c3325e564f5cc6:
	pushq	%r15
	pushq	%r14
	pushq	%rbx
	movabsq	$_ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE, %rax
	cmpq	$0, (%rax)
	je	.LBB8_1
	movl	16(%rdi), %eax
	movq	(%rdi), %rsi
	movq	8(%rdi), %rdx
	movq	32(%rdi), %rbx
	movq	%rdi, %r14
	movabsq	$PyUnicode_FromKindAndData, %rcx
	movl	%eax, %edi
	callq	*%rcx
	movq	%rax, %r15
	movabsq	$PyObject_Hash, %rax
	movq	%r15, %rdi
	callq	*%rax
	movabsq	$NRT_decref, %rax
	movq	%rbx, %rdi
	callq	*%rax
	movabsq	$NRT_Free, %rax
	movq	%r14, %rdi
	callq	*%rax
	movabsq	$PyTuple_Pack, %rcx
	movl	$1, %edi
	movq	%r15, %rsi
	xorl	%eax, %eax
	popq	%rbx
	popq	%r14
	popq	%r15
	jmpq	*%rcx
.LBB8_1:
	movabsq	$PyExc_RuntimeError, %rdi
	movabsq	$".const.missing Environment: _ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE", %rsi
	movabsq	$PyErr_SetString, %rax
	callq	*%rax
	xorl	%eax, %eax
	popq	%rbx
	popq	%r14
	popq	%r15
	retq
.Lfunc_end8:
	.size	__excinfo_unwrap_args2a69829f126f4a7013ea1e2468c3325e564f5cc6, .Lfunc_end8-__excinfo_unwrap_args2a69829f126f4a7013ea1e2468c3325e564f5cc6

	.weak	_ZN5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE
	.p2align	4
	.type	_ZN5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE,@function
_ZN5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE:
	subq	$392, %rsp
	vmovss	%xmm7, 92(%rsp)
	vmovss	%xmm6, 88(%rsp)
	vmovss	%xmm5, 84(%rsp)
	vmovss	%xmm4, 80(%rsp)
	vmovss	%xmm3, 76(%rsp)
	vmovss	%xmm2, 72(%rsp)
	vmovss	936(%rsp), %xmm8
	vmovss	928(%rsp), %xmm7
	vmovss	920(%rsp), %xmm6
	vmovss	912(%rsp), %xmm5
	vmovss	904(%rsp), %xmm4
	vmovss	896(%rsp), %xmm3
	vmovss	888(%rsp), %xmm2
	vmovss	880(%rsp), %xmm9
	vmovss	872(%rsp), %xmm15
	vmovss	864(%rsp), %xmm10
	vmovss	856(%rsp), %xmm11
	vmovss	848(%rsp), %xmm12
	vmovss	840(%rsp), %xmm13
	vmovss	832(%rsp), %xmm14
	movq	424(%rsp), %rax
	vmovss	%xmm1, 68(%rsp)
	testq	%rax, %rax
	jle	.LBB9_1
	vmovss	824(%rsp), %xmm1
	movq	400(%rsp), %rcx
	xorl	%edx, %edx
	vmovss	%xmm1, 64(%rsp)
	vmovss	816(%rsp), %xmm1
	vmovss	%xmm1, 60(%rsp)
	vmovss	808(%rsp), %xmm1
	vmovss	%xmm1, 56(%rsp)
	vmovss	800(%rsp), %xmm1
	vmovss	%xmm1, 52(%rsp)
	vmovss	792(%rsp), %xmm1
	vmovss	%xmm1, 48(%rsp)
	vmovss	784(%rsp), %xmm1
	vmovss	%xmm1, 44(%rsp)
	vmovss	776(%rsp), %xmm1
	vmovss	%xmm1, 40(%rsp)
	vmovss	768(%rsp), %xmm1
	vmovss	%xmm1, 36(%rsp)
	vmovss	760(%rsp), %xmm1
	vmovss	%xmm1, 32(%rsp)
	vmovss	752(%rsp), %xmm1
	vmovss	%xmm1, 28(%rsp)
	vmovss	744(%rsp), %xmm1
	vmovss	%xmm1, 24(%rsp)
	vmovss	736(%rsp), %xmm1
	vmovss	%xmm1, 20(%rsp)
	vmovss	728(%rsp), %xmm1
	vmovss	%xmm1, 16(%rsp)
	vmovss	720(%rsp), %xmm1
	vmovss	%xmm1, 12(%rsp)
	vmovss	712(%rsp), %xmm1
	vmovss	%xmm1, 8(%rsp)
	vmovss	704(%rsp), %xmm1
	vmovss	%xmm1, 4(%rsp)
	vmovss	696(%rsp), %xmm1
	vmovss	%xmm1, (%rsp)
	vmovss	688(%rsp), %xmm1
	vmovss	%xmm1, -4(%rsp)
	vmovss	680(%rsp), %xmm1
	vmovss	%xmm1, -8(%rsp)
	vmovss	672(%rsp), %xmm1
	vmovss	%xmm1, -12(%rsp)
	vmovss	664(%rsp), %xmm1
	vmovss	%xmm1, -16(%rsp)
	vmovss	656(%rsp), %xmm1
	vmovss	%xmm1, -20(%rsp)
	vmovss	648(%rsp), %xmm1
	vmovss	%xmm1, -24(%rsp)
	vmovss	640(%rsp), %xmm1
	vmovss	%xmm1, -28(%rsp)
	vmovss	632(%rsp), %xmm1
	vmovss	%xmm1, -32(%rsp)
	vmovss	624(%rsp), %xmm1
	vmovss	%xmm1, -36(%rsp)
	vmovss	616(%rsp), %xmm1
	vmovss	%xmm1, -40(%rsp)
	vmovss	608(%rsp), %xmm1
	vmovss	%xmm1, -44(%rsp)
	vmovss	600(%rsp), %xmm1
	vmovss	%xmm1, -48(%rsp)
	vmovss	592(%rsp), %xmm1
	vmovss	%xmm1, -52(%rsp)
	vmovss	584(%rsp), %xmm1
	vmovss	%xmm1, -56(%rsp)
	vmovss	576(%rsp), %xmm1
	vmovss	%xmm1, -60(%rsp)
	vmovss	568(%rsp), %xmm1
	vmovss	%xmm1, -64(%rsp)
	vmovss	560(%rsp), %xmm1
	vmovss	%xmm1, -68(%rsp)
	vmovss	552(%rsp), %xmm1
	vmovss	%xmm1, -72(%rsp)
	vmovss	544(%rsp), %xmm1
	vmovss	%xmm1, -76(%rsp)
	vmovss	536(%rsp), %xmm1
	vmovss	%xmm1, -80(%rsp)
	vmovss	528(%rsp), %xmm1
	vmovss	%xmm1, -84(%rsp)
	vmovss	520(%rsp), %xmm1
	vmovss	%xmm1, -88(%rsp)
	vmovss	512(%rsp), %xmm1
	vmovss	%xmm1, -92(%rsp)
	vmovss	504(%rsp), %xmm1
	vmovss	%xmm1, -96(%rsp)
	vmovss	496(%rsp), %xmm1
	vmovss	%xmm1, -100(%rsp)
	vmovss	488(%rsp), %xmm1
	vmovss	%xmm1, -104(%rsp)
	vmovss	480(%rsp), %xmm1
	vmovss	%xmm1, -108(%rsp)
	vmovss	472(%rsp), %xmm1
	vmovss	%xmm1, -112(%rsp)
	vmovss	464(%rsp), %xmm1
	vmovss	%xmm1, -116(%rsp)
	vmovss	456(%rsp), %xmm1
	vmovss	%xmm1, -120(%rsp)
	vmovss	448(%rsp), %xmm1
	vmovss	%xmm1, -124(%rsp)
	vmovss	440(%rsp), %xmm1
	vmovss	%xmm1, -128(%rsp)
	vmovss	432(%rsp), %xmm1
	.p2align	4
.LBB9_3:
	vmovss	%xmm8, 384(%rsp)
	vmovaps	%xmm7, %xmm8
	vmovaps	%xmm6, %xmm7
	vmovaps	%xmm5, %xmm6
	vmovaps	%xmm4, %xmm5
	vmovaps	%xmm3, %xmm4
	vmovaps	%xmm2, %xmm3
	vmovaps	%xmm1, %xmm2
	vmovss	(%rcx,%rdx,4), %xmm1
	vmovss	%xmm0, 96(%rsp)
	vmovss	68(%rsp), %xmm0
	vmovss	%xmm0, 100(%rsp)
	vmovss	72(%rsp), %xmm0
	vmovss	%xmm1, 388(%rsp)
	vmovss	%xmm0, 104(%rsp)
	vmovss	76(%rsp), %xmm0
	vmovss	%xmm0, 108(%rsp)
	vmovss	80(%rsp), %xmm0
	vmovss	%xmm0, 112(%rsp)
	vmovss	84(%rsp), %xmm0
	vmovss	%xmm0, 116(%rsp)
	vmovss	88(%rsp), %xmm0
	vmovss	%xmm0, 120(%rsp)
	vmovss	92(%rsp), %xmm0
	vmovss	%xmm0, 124(%rsp)
	vmovss	-128(%rsp), %xmm0
	vmovss	%xmm2, 128(%rsp)
	vmovss	%xmm0, 132(%rsp)
	vmovss	-124(%rsp), %xmm0
	vmovss	%xmm0, 136(%rsp)
	vmovss	-120(%rsp), %xmm0
	vmovss	%xmm0, 140(%rsp)
	vmovss	-116(%rsp), %xmm0
	vmovss	%xmm0, 144(%rsp)
	vmovss	-112(%rsp), %xmm0
	vmovss	%xmm0, 148(%rsp)
	vmovss	-108(%rsp), %xmm0
	vmovss	%xmm0, 152(%rsp)
	vmovss	-104(%rsp), %xmm0
	vmovss	%xmm0, 156(%rsp)
	vmovss	-100(%rsp), %xmm0
	vmovss	%xmm0, 160(%rsp)
	vmovss	-96(%rsp), %xmm0
	vmovss	%xmm0, 164(%rsp)
	vmovss	-92(%rsp), %xmm0
	vmovss	%xmm0, 168(%rsp)
	vmovss	-88(%rsp), %xmm0
	vmovss	%xmm0, 172(%rsp)
	vmovss	-84(%rsp), %xmm0
	vmovss	%xmm0, 176(%rsp)
	vmovss	-80(%rsp), %xmm0
	vmovss	%xmm0, 180(%rsp)
	vmovss	-76(%rsp), %xmm0
	vmovss	%xmm0, 184(%rsp)
	vmovss	-72(%rsp), %xmm0
	vmovss	%xmm0, 188(%rsp)
	vmovss	-68(%rsp), %xmm0
	vmovss	%xmm0, 192(%rsp)
	vmovss	-64(%rsp), %xmm0
	vmovss	%xmm0, 196(%rsp)
	vmovss	-60(%rsp), %xmm0
	vmovss	%xmm0, 200(%rsp)
	vmovss	-56(%rsp), %xmm0
	vmovss	%xmm0, 204(%rsp)
	vmovss	-52(%rsp), %xmm0
	vmovss	%xmm0, 208(%rsp)
	vmovss	-48(%rsp), %xmm0
	vmovss	%xmm0, 212(%rsp)
	vmovss	-44(%rsp), %xmm0
	vmovss	%xmm0, 216(%rsp)
	vmovss	-40(%rsp), %xmm0
	vmovss	%xmm0, 220(%rsp)
	vmovss	-36(%rsp), %xmm0
	vmovss	%xmm0, 224(%rsp)
	vmovss	-32(%rsp), %xmm0
	vmovss	%xmm0, 228(%rsp)
	vmovss	-28(%rsp), %xmm0
	vmovss	%xmm0, 232(%rsp)
	vmovss	-24(%rsp), %xmm0
	vmovss	%xmm0, 236(%rsp)
	vmovss	-20(%rsp), %xmm0
	vmovss	%xmm0, 240(%rsp)
	vmovss	-16(%rsp), %xmm0
	vmovss	%xmm0, 244(%rsp)
	vmovss	-12(%rsp), %xmm0
	vmovss	%xmm0, 248(%rsp)
	vmovss	-8(%rsp), %xmm0
	vmovss	%xmm0, 252(%rsp)
	vmovss	-4(%rsp), %xmm0
	vmovss	%xmm0, 256(%rsp)
	vmovss	(%rsp), %xmm0
	vmovss	%xmm0, 260(%rsp)
	vmovss	4(%rsp), %xmm0
	vmovss	%xmm0, 264(%rsp)
	vmovss	8(%rsp), %xmm0
	vmovss	%xmm0, 268(%rsp)
	vmovss	12(%rsp), %xmm0
	vmovss	%xmm0, 272(%rsp)
	vmovss	16(%rsp), %xmm0
	vmovss	%xmm0, 276(%rsp)
	vmovss	20(%rsp), %xmm0
	vmovss	%xmm0, 280(%rsp)
	vmovss	24(%rsp), %xmm0
	vmovss	%xmm0, 284(%rsp)
	vmovss	28(%rsp), %xmm0
	vmovss	%xmm0, 288(%rsp)
	vmovss	32(%rsp), %xmm0
	vmovss	%xmm0, 292(%rsp)
	vmovss	36(%rsp), %xmm0
	vmovss	%xmm0, 296(%rsp)
	vmovss	40(%rsp), %xmm0
	vmovss	%xmm0, 300(%rsp)
	vmovss	44(%rsp), %xmm0
	vmovss	%xmm0, 304(%rsp)
	vmovss	48(%rsp), %xmm0
	vmovss	%xmm0, 308(%rsp)
	vmovss	52(%rsp), %xmm0
	vmovss	%xmm0, 312(%rsp)
	vmovss	56(%rsp), %xmm0
	vmovss	%xmm0, 316(%rsp)
	vmovss	60(%rsp), %xmm0
	vmovss	%xmm0, 320(%rsp)
	vmovss	64(%rsp), %xmm0
	vmovss	%xmm0, 324(%rsp)
	vmovss	384(%rsp), %xmm0
	vmovss	%xmm14, 328(%rsp)
	vmovss	%xmm13, 332(%rsp)
	vmovss	%xmm12, 336(%rsp)
	vmovss	%xmm11, 340(%rsp)
	vmovss	%xmm10, 344(%rsp)
	vmovss	%xmm15, 348(%rsp)
	vmovss	%xmm9, 352(%rsp)
	vmovss	%xmm3, 356(%rsp)
	vmovss	%xmm4, 360(%rsp)
	vmovss	%xmm5, 364(%rsp)
	vmovss	%xmm6, 368(%rsp)
	vmovss	%xmm7, 372(%rsp)
	vmovss	%xmm8, 376(%rsp)
	vmovss	%xmm0, 380(%rsp)
	vmovss	388(%rsp), %xmm0
	vmovss	%xmm0, 96(%rsp,%rdx,4)
	leaq	1(%rdx), %rdx
	vmovss	132(%rsp), %xmm2
	vmovss	100(%rsp), %xmm1
	vmovss	96(%rsp), %xmm0
	vmovss	328(%rsp), %xmm14
	vmovss	332(%rsp), %xmm13
	vmovss	336(%rsp), %xmm12
	vmovss	340(%rsp), %xmm11
	vmovss	344(%rsp), %xmm10
	vmovss	348(%rsp), %xmm15
	vmovss	352(%rsp), %xmm9
	vmovss	360(%rsp), %xmm3
	vmovss	364(%rsp), %xmm4
	vmovss	368(%rsp), %xmm5
	vmovss	372(%rsp), %xmm6
	vmovss	376(%rsp), %xmm7
	vmovss	380(%rsp), %xmm8
	vmovss	%xmm2, -128(%rsp)
	vmovss	136(%rsp), %xmm2
	vmovss	%xmm1, 68(%rsp)
	vmovss	104(%rsp), %xmm1
	vmovss	%xmm2, -124(%rsp)
	vmovss	140(%rsp), %xmm2
	vmovss	%xmm1, 72(%rsp)
	vmovss	108(%rsp), %xmm1
	vmovss	%xmm2, -120(%rsp)
	vmovss	144(%rsp), %xmm2
	vmovss	%xmm1, 76(%rsp)
	vmovss	112(%rsp), %xmm1
	vmovss	%xmm2, -116(%rsp)
	vmovss	148(%rsp), %xmm2
	vmovss	%xmm1, 80(%rsp)
	vmovss	116(%rsp), %xmm1
	vmovss	%xmm2, -112(%rsp)
	vmovss	152(%rsp), %xmm2
	vmovss	%xmm1, 84(%rsp)
	vmovss	120(%rsp), %xmm1
	vmovss	%xmm2, -108(%rsp)
	vmovss	156(%rsp), %xmm2
	vmovss	%xmm1, 88(%rsp)
	vmovss	124(%rsp), %xmm1
	vmovss	%xmm2, -104(%rsp)
	vmovss	160(%rsp), %xmm2
	vmovss	%xmm1, 92(%rsp)
	vmovss	128(%rsp), %xmm1
	vmovss	%xmm2, -100(%rsp)
	vmovss	164(%rsp), %xmm2
	vmovss	%xmm2, -96(%rsp)
	vmovss	168(%rsp), %xmm2
	vmovss	%xmm2, -92(%rsp)
	vmovss	172(%rsp), %xmm2
	vmovss	%xmm2, -88(%rsp)
	vmovss	176(%rsp), %xmm2
	vmovss	%xmm2, -84(%rsp)
	vmovss	180(%rsp), %xmm2
	vmovss	%xmm2, -80(%rsp)
	vmovss	184(%rsp), %xmm2
	vmovss	%xmm2, -76(%rsp)
	vmovss	188(%rsp), %xmm2
	vmovss	%xmm2, -72(%rsp)
	vmovss	192(%rsp), %xmm2
	vmovss	%xmm2, -68(%rsp)
	vmovss	196(%rsp), %xmm2
	vmovss	%xmm2, -64(%rsp)
	vmovss	200(%rsp), %xmm2
	vmovss	%xmm2, -60(%rsp)
	vmovss	204(%rsp), %xmm2
	vmovss	%xmm2, -56(%rsp)
	vmovss	208(%rsp), %xmm2
	vmovss	%xmm2, -52(%rsp)
	vmovss	212(%rsp), %xmm2
	vmovss	%xmm2, -48(%rsp)
	vmovss	216(%rsp), %xmm2
	vmovss	%xmm2, -44(%rsp)
	vmovss	220(%rsp), %xmm2
	vmovss	%xmm2, -40(%rsp)
	vmovss	224(%rsp), %xmm2
	vmovss	%xmm2, -36(%rsp)
	vmovss	228(%rsp), %xmm2
	vmovss	%xmm2, -32(%rsp)
	vmovss	232(%rsp), %xmm2
	vmovss	%xmm2, -28(%rsp)
	vmovss	236(%rsp), %xmm2
	vmovss	%xmm2, -24(%rsp)
	vmovss	240(%rsp), %xmm2
	vmovss	%xmm2, -20(%rsp)
	vmovss	244(%rsp), %xmm2
	vmovss	%xmm2, -16(%rsp)
	vmovss	248(%rsp), %xmm2
	vmovss	%xmm2, -12(%rsp)
	vmovss	252(%rsp), %xmm2
	vmovss	%xmm2, -8(%rsp)
	vmovss	256(%rsp), %xmm2
	vmovss	%xmm2, -4(%rsp)
	vmovss	260(%rsp), %xmm2
	vmovss	%xmm2, (%rsp)
	vmovss	264(%rsp), %xmm2
	vmovss	%xmm2, 4(%rsp)
	vmovss	268(%rsp), %xmm2
	vmovss	%xmm2, 8(%rsp)
	vmovss	272(%rsp), %xmm2
	vmovss	%xmm2, 12(%rsp)
	vmovss	276(%rsp), %xmm2
	vmovss	%xmm2, 16(%rsp)
	vmovss	280(%rsp), %xmm2
	vmovss	%xmm2, 20(%rsp)
	vmovss	284(%rsp), %xmm2
	vmovss	%xmm2, 24(%rsp)
	vmovss	288(%rsp), %xmm2
	vmovss	%xmm2, 28(%rsp)
	vmovss	292(%rsp), %xmm2
	vmovss	%xmm2, 32(%rsp)
	vmovss	296(%rsp), %xmm2
	vmovss	%xmm2, 36(%rsp)
	vmovss	300(%rsp), %xmm2
	vmovss	%xmm2, 40(%rsp)
	vmovss	304(%rsp), %xmm2
	vmovss	%xmm2, 44(%rsp)
	vmovss	308(%rsp), %xmm2
	vmovss	%xmm2, 48(%rsp)
	vmovss	312(%rsp), %xmm2
	vmovss	%xmm2, 52(%rsp)
	vmovss	316(%rsp), %xmm2
	vmovss	%xmm2, 56(%rsp)
	vmovss	320(%rsp), %xmm2
	vmovss	%xmm2, 60(%rsp)
	vmovss	324(%rsp), %xmm2
	vmovss	%xmm2, 64(%rsp)
	vmovss	356(%rsp), %xmm2
	cmpq	%rdx, %rax
	jne	.LBB9_3
	jmp	.LBB9_4
.LBB9_1:
	vmovss	824(%rsp), %xmm1
	vmovss	%xmm1, 64(%rsp)
	vmovss	816(%rsp), %xmm1
	vmovss	%xmm1, 60(%rsp)
	vmovss	808(%rsp), %xmm1
	vmovss	%xmm1, 56(%rsp)
	vmovss	800(%rsp), %xmm1
	vmovss	%xmm1, 52(%rsp)
	vmovss	792(%rsp), %xmm1
	vmovss	%xmm1, 48(%rsp)
	vmovss	784(%rsp), %xmm1
	vmovss	%xmm1, 44(%rsp)
	vmovss	776(%rsp), %xmm1
	vmovss	%xmm1, 40(%rsp)
	vmovss	768(%rsp), %xmm1
	vmovss	%xmm1, 36(%rsp)
	vmovss	760(%rsp), %xmm1
	vmovss	%xmm1, 32(%rsp)
	vmovss	752(%rsp), %xmm1
	vmovss	%xmm1, 28(%rsp)
	vmovss	744(%rsp), %xmm1
	vmovss	%xmm1, 24(%rsp)
	vmovss	736(%rsp), %xmm1
	vmovss	%xmm1, 20(%rsp)
	vmovss	728(%rsp), %xmm1
	vmovss	%xmm1, 16(%rsp)
	vmovss	720(%rsp), %xmm1
	vmovss	%xmm1, 12(%rsp)
	vmovss	712(%rsp), %xmm1
	vmovss	%xmm1, 8(%rsp)
	vmovss	704(%rsp), %xmm1
	vmovss	%xmm1, 4(%rsp)
	vmovss	696(%rsp), %xmm1
	vmovss	%xmm1, (%rsp)
	vmovss	688(%rsp), %xmm1
	vmovss	%xmm1, -4(%rsp)
	vmovss	680(%rsp), %xmm1
	vmovss	%xmm1, -8(%rsp)
	vmovss	672(%rsp), %xmm1
	vmovss	%xmm1, -12(%rsp)
	vmovss	664(%rsp), %xmm1
	vmovss	%xmm1, -16(%rsp)
	vmovss	656(%rsp), %xmm1
	vmovss	%xmm1, -20(%rsp)
	vmovss	648(%rsp), %xmm1
	vmovss	%xmm1, -24(%rsp)
	vmovss	640(%rsp), %xmm1
	vmovss	%xmm1, -28(%rsp)
	vmovss	632(%rsp), %xmm1
	vmovss	%xmm1, -32(%rsp)
	vmovss	624(%rsp), %xmm1
	vmovss	%xmm1, -36(%rsp)
	vmovss	616(%rsp), %xmm1
	vmovss	%xmm1, -40(%rsp)
	vmovss	608(%rsp), %xmm1
	vmovss	%xmm1, -44(%rsp)
	vmovss	600(%rsp), %xmm1
	vmovss	%xmm1, -48(%rsp)
	vmovss	592(%rsp), %xmm1
	vmovss	%xmm1, -52(%rsp)
	vmovss	584(%rsp), %xmm1
	vmovss	%xmm1, -56(%rsp)
	vmovss	576(%rsp), %xmm1
	vmovss	%xmm1, -60(%rsp)
	vmovss	568(%rsp), %xmm1
	vmovss	%xmm1, -64(%rsp)
	vmovss	560(%rsp), %xmm1
	vmovss	%xmm1, -68(%rsp)
	vmovss	552(%rsp), %xmm1
	vmovss	%xmm1, -72(%rsp)
	vmovss	544(%rsp), %xmm1
	vmovss	%xmm1, -76(%rsp)
	vmovss	536(%rsp), %xmm1
	vmovss	%xmm1, -80(%rsp)
	vmovss	528(%rsp), %xmm1
	vmovss	%xmm1, -84(%rsp)
	vmovss	520(%rsp), %xmm1
	vmovss	%xmm1, -88(%rsp)
	vmovss	512(%rsp), %xmm1
	vmovss	%xmm1, -92(%rsp)
	vmovss	504(%rsp), %xmm1
	vmovss	%xmm1, -96(%rsp)
	vmovss	496(%rsp), %xmm1
	vmovss	%xmm1, -100(%rsp)
	vmovss	488(%rsp), %xmm1
	vmovss	%xmm1, -104(%rsp)
	vmovss	480(%rsp), %xmm1
	vmovss	%xmm1, -108(%rsp)
	vmovss	472(%rsp), %xmm1
	vmovss	%xmm1, -112(%rsp)
	vmovss	464(%rsp), %xmm1
	vmovss	%xmm1, -116(%rsp)
	vmovss	456(%rsp), %xmm1
	vmovss	%xmm1, -120(%rsp)
	vmovss	448(%rsp), %xmm1
	vmovss	%xmm1, -124(%rsp)
	vmovss	440(%rsp), %xmm1
	vmovss	%xmm1, -128(%rsp)
	vmovss	432(%rsp), %xmm1
.LBB9_4:
	vmovss	%xmm0, (%rdi)
	vmovss	68(%rsp), %xmm0
	xorl	%eax, %eax
	vmovss	%xmm0, 4(%rdi)
	vmovss	72(%rsp), %xmm0
	vmovss	%xmm0, 8(%rdi)
	vmovss	76(%rsp), %xmm0
	vmovss	%xmm0, 12(%rdi)
	vmovss	80(%rsp), %xmm0
	vmovss	%xmm0, 16(%rdi)
	vmovss	84(%rsp), %xmm0
	vmovss	%xmm0, 20(%rdi)
	vmovss	88(%rsp), %xmm0
	vmovss	%xmm0, 24(%rdi)
	vmovss	92(%rsp), %xmm0
	vmovss	%xmm0, 28(%rdi)
	vmovss	-128(%rsp), %xmm0
	vmovss	%xmm1, 32(%rdi)
	vmovss	64(%rsp), %xmm1
	vmovss	%xmm0, 36(%rdi)
	vmovss	-124(%rsp), %xmm0
	vmovss	%xmm0, 40(%rdi)
	vmovss	-120(%rsp), %xmm0
	vmovss	%xmm0, 44(%rdi)
	vmovss	-116(%rsp), %xmm0
	vmovss	%xmm0, 48(%rdi)
	vmovss	-112(%rsp), %xmm0
	vmovss	%xmm0, 52(%rdi)
	vmovss	-108(%rsp), %xmm0
	vmovss	%xmm0, 56(%rdi)
	vmovss	-104(%rsp), %xmm0
	vmovss	%xmm0, 60(%rdi)
	vmovss	-100(%rsp), %xmm0
	vmovss	%xmm0, 64(%rdi)
	vmovss	-96(%rsp), %xmm0
	vmovss	%xmm0, 68(%rdi)
	vmovss	-92(%rsp), %xmm0
	vmovss	%xmm0, 72(%rdi)
	vmovss	-88(%rsp), %xmm0
	vmovss	%xmm0, 76(%rdi)
	vmovss	-84(%rsp), %xmm0
	vmovss	%xmm0, 80(%rdi)
	vmovss	-80(%rsp), %xmm0
	vmovss	%xmm0, 84(%rdi)
	vmovss	-76(%rsp), %xmm0
	vmovss	%xmm0, 88(%rdi)
	vmovss	-72(%rsp), %xmm0
	vmovss	%xmm0, 92(%rdi)
	vmovss	-68(%rsp), %xmm0
	vmovss	%xmm0, 96(%rdi)
	vmovss	-64(%rsp), %xmm0
	vmovss	%xmm0, 100(%rdi)
	vmovss	-60(%rsp), %xmm0
	vmovss	%xmm0, 104(%rdi)
	vmovss	-56(%rsp), %xmm0
	vmovss	%xmm0, 108(%rdi)
	vmovss	-52(%rsp), %xmm0
	vmovss	%xmm0, 112(%rdi)
	vmovss	-48(%rsp), %xmm0
	vmovss	%xmm0, 116(%rdi)
	vmovss	-44(%rsp), %xmm0
	vmovss	%xmm0, 120(%rdi)
	vmovss	-40(%rsp), %xmm0
	vmovss	%xmm0, 124(%rdi)
	vmovss	-36(%rsp), %xmm0
	vmovss	%xmm0, 128(%rdi)
	vmovss	-32(%rsp), %xmm0
	vmovss	%xmm0, 132(%rdi)
	vmovss	-28(%rsp), %xmm0
	vmovss	%xmm0, 136(%rdi)
	vmovss	-24(%rsp), %xmm0
	vmovss	%xmm0, 140(%rdi)
	vmovss	-20(%rsp), %xmm0
	vmovss	%xmm0, 144(%rdi)
	vmovss	-16(%rsp), %xmm0
	vmovss	%xmm0, 148(%rdi)
	vmovss	-12(%rsp), %xmm0
	vmovss	%xmm0, 152(%rdi)
	vmovss	-8(%rsp), %xmm0
	vmovss	%xmm0, 156(%rdi)
	vmovss	-4(%rsp), %xmm0
	vmovss	%xmm0, 160(%rdi)
	vmovss	(%rsp), %xmm0
	vmovss	%xmm0, 164(%rdi)
	vmovss	4(%rsp), %xmm0
	vmovss	%xmm0, 168(%rdi)
	vmovss	8(%rsp), %xmm0
	vmovss	%xmm0, 172(%rdi)
	vmovss	12(%rsp), %xmm0
	vmovss	%xmm0, 176(%rdi)
	vmovss	16(%rsp), %xmm0
	vmovss	%xmm0, 180(%rdi)
	vmovss	20(%rsp), %xmm0
	vmovss	%xmm0, 184(%rdi)
	vmovss	24(%rsp), %xmm0
	vmovss	%xmm0, 188(%rdi)
	vmovss	28(%rsp), %xmm0
	vmovss	%xmm0, 192(%rdi)
	vmovss	32(%rsp), %xmm0
	vmovss	%xmm0, 196(%rdi)
	vmovss	36(%rsp), %xmm0
	vmovss	%xmm0, 200(%rdi)
	vmovss	40(%rsp), %xmm0
	vmovss	%xmm0, 204(%rdi)
	vmovss	44(%rsp), %xmm0
	vmovss	%xmm0, 208(%rdi)
	vmovss	48(%rsp), %xmm0
	vmovss	%xmm0, 212(%rdi)
	vmovss	52(%rsp), %xmm0
	vmovss	%xmm0, 216(%rdi)
	vmovss	56(%rsp), %xmm0
	vmovss	%xmm0, 220(%rdi)
	vmovss	60(%rsp), %xmm0
	vmovss	%xmm0, 224(%rdi)
	vmovss	%xmm1, 228(%rdi)
	vmovss	%xmm14, 232(%rdi)
	vmovss	%xmm13, 236(%rdi)
	vmovss	%xmm12, 240(%rdi)
	vmovss	%xmm11, 244(%rdi)
	vmovss	%xmm10, 248(%rdi)
	vmovss	%xmm15, 252(%rdi)
	vmovss	%xmm9, 256(%rdi)
	vmovss	%xmm2, 260(%rdi)
	vmovss	%xmm3, 264(%rdi)
	vmovss	%xmm4, 268(%rdi)
	vmovss	%xmm5, 272(%rdi)
	vmovss	%xmm6, 276(%rdi)
	vmovss	%xmm7, 280(%rdi)
	vmovss	%xmm8, 284(%rdi)
	addq	$392, %rsp
	retq
.Lfunc_end9:
	.size	_ZN5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE, .Lfunc_end9-_ZN5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE

	.type	printf_format,@object
	.section	.lrodata,"al",@progbits
	.p2align	4, 0x0
printf_format:
	.asciz	"num_threads: %d\n"
	.size	printf_format, 17

	.type	.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a,@object
	.p2align	4, 0x0
.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a:
	.ascii	"\200\004\225e\000\000\000\000\000\000\000\214\bbuiltins\224\214\fRuntimeError\224\223\224\214@Invalid number of threads. This likely indicates a bug in Numba.\224\205\224N\207\224."
	.size	.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a, 112

	.type	.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a.sha1,@object
	.p2align	4, 0x0
.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a.sha1:
	.ascii	"\235\213\326\325A\263\3436\375y\027\231I@x\033\306\212:\212"
	.size	.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a.sha1, 20

	.type	.const.picklebuf.9d8bd6d541b3e336fd7917994940781bc68a3a8a,@object
	.p2align	4, 0x0
.const.picklebuf.9d8bd6d541b3e336fd7917994940781bc68a3a8a:
	.quad	.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a
	.long	112
	.zero	4
	.quad	.const.pickledata.9d8bd6d541b3e336fd7917994940781bc68a3a8a.sha1
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.9d8bd6d541b3e336fd7917994940781bc68a3a8a, 40

	.type	".const.compiled.<locals>.run",@object
	.p2align	4, 0x0
".const.compiled.<locals>.run":
	.asciz	"compiled.<locals>.run"
	.size	".const.compiled.<locals>.run", 22

	.type	_ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE,8,8
	.type	".const.missing Environment: _ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE",@object
	.p2align	4, 0x0
".const.missing Environment: _ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE":
	.asciz	"missing Environment: _ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE"
	.size	".const.missing Environment: _ZN08NumbaEnv3sim5model6kernel8compiled12_3clocals_3e3runB3v12B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE", 908

	.type	".const.size mismatch for tuple, expected 12 element(s) but got %zd",@object
	.p2align	4, 0x0
".const.size mismatch for tuple, expected 12 element(s) but got %zd":
	.asciz	"size mismatch for tuple, expected 12 element(s) but got %zd"
	.size	".const.size mismatch for tuple, expected 12 element(s) but got %zd", 60

	.type	".const.can't unbox array from PyObject into native value.  The object maybe of a different type",@object
	.p2align	4, 0x0
".const.can't unbox array from PyObject into native value.  The object maybe of a different type":
	.asciz	"can't unbox array from PyObject into native value.  The object maybe of a different type"
	.size	".const.can't unbox array from PyObject into native value.  The object maybe of a different type", 89

	.type	".const.Error creating Python tuple from runtime exception arguments",@object
	.p2align	4, 0x0
".const.Error creating Python tuple from runtime exception arguments":
	.asciz	"Error creating Python tuple from runtime exception arguments"
	.size	".const.Error creating Python tuple from runtime exception arguments", 61

	.type	".const.Error creating Python tuple from runtime exception arguments.1",@object
	.p2align	4, 0x0
".const.Error creating Python tuple from runtime exception arguments.1":
	.asciz	"Error creating Python tuple from runtime exception arguments"
	.size	".const.Error creating Python tuple from runtime exception arguments.1", 61

	.type	".const.<numba.core.cpu.CPUContext>",@object
	.p2align	4, 0x0
".const.<numba.core.cpu.CPUContext>":
	.asciz	"<numba.core.cpu.CPUContext>"
	.size	".const.<numba.core.cpu.CPUContext>", 28

	.type	".const.Error creating Python tuple from runtime exception arguments.5",@object
	.p2align	4, 0x0
".const.Error creating Python tuple from runtime exception arguments.5":
	.asciz	"Error creating Python tuple from runtime exception arguments"
	.size	".const.Error creating Python tuple from runtime exception arguments.5", 61

	.type	".const.unknown error when calling native function.6",@object
	.p2align	4, 0x0
".const.unknown error when calling native function.6":
	.asciz	"unknown error when calling native function"
	.size	".const.unknown error when calling native function.6", 43

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209, 40

	.type	.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.13,@object
	.p2align	4, 0x0
.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.13:
	.ascii	"\200\004\225B\000\000\000\000\000\000\000\214\bbuiltins\224\214\nValueError\224\223\224\214\037negative dimensions not allowed\224\205\224N\207\224."
	.size	.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.13, 77

	.type	.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.sha1.14,@object
	.p2align	4, 0x0
.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.sha1.14:
	.ascii	"3\033\205c\275\271\332\310\0338B\"s\005,Ho\301pk"
	.size	.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.sha1.14, 20

	.type	.const.picklebuf.331b8563bdb9dac81b38422273052c486fc1706b.11,@object
	.p2align	4, 0x0
.const.picklebuf.331b8563bdb9dac81b38422273052c486fc1706b.11:
	.quad	.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.13
	.long	77
	.zero	4
	.quad	.const.pickledata.331b8563bdb9dac81b38422273052c486fc1706b.sha1.14
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.331b8563bdb9dac81b38422273052c486fc1706b.11, 40

	.type	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.15,@object
	.p2align	4, 0x0
.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.15:
	.ascii	"\200\004\225~\000\000\000\000\000\000\000\214\bbuiltins\224\214\nValueError\224\223\224\214[array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.\224\205\224N\207\224."
	.size	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.15, 137

	.type	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.16,@object
	.p2align	4, 0x0
.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.16:
	.ascii	"X\341N\314\265\007\261\340 i\201t\002#\346\205\313\214<W"
	.size	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.16, 20

	.type	.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.10,@object
	.p2align	4, 0x0
.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.10:
	.quad	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.15
	.long	137
	.zero	4
	.quad	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.16
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.10, 40

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.17,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.17:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.17, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.18,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.18:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.18, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.17
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.18
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9, 40

	.type	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.14,@object
	.p2align	4, 0x0
.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.14:
	.ascii	"\200\004\225~\000\000\000\000\000\000\000\214\bbuiltins\224\214\nValueError\224\223\224\214[array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.\224\205\224N\207\224."
	.size	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.14, 137

	.type	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.15,@object
	.p2align	4, 0x0
.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.15:
	.ascii	"X\341N\314\265\007\261\340 i\201t\002#\346\205\313\214<W"
	.size	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.15, 20

	.type	.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.7,@object
	.p2align	4, 0x0
.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.7:
	.quad	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.14
	.long	137
	.zero	4
	.quad	.const.pickledata.58e14eccb507b1e0206981740223e685cb8c3c57.sha1.15
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.58e14eccb507b1e0206981740223e685cb8c3c57.7, 40

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9.12,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9.12:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.9.12, 40

	.type	.Lswitch.table._ZN3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29,@object
	.p2align	3, 0x0
.Lswitch.table._ZN3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29:
	.quad	15680
	.quad	16240
	.quad	16800
	.quad	14000
	.quad	17360
	.quad	17920
	.quad	18480
	.quad	19040
	.quad	19600
	.quad	20160
	.quad	20720
	.quad	21280
	.quad	21840
	.size	.Lswitch.table._ZN3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29, 104

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.28,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.28:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.28, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.29,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.29:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.29, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.27,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.27:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.28
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.29
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.27, 40

	.type	".bytes.-2721477965164765125",@object
	.p2align	4, 0x0
".bytes.-2721477965164765125":
	.asciz	"cannot assign slice of shape "
	.size	".bytes.-2721477965164765125", 30

	.type	.bytes.1933450984837652393,@object
	.section	.lrodata.str1.16,"aMSl",@progbits,1
	.p2align	4, 0x0
.bytes.1933450984837652393:
	.asciz	" from input of shape "
	.size	.bytes.1933450984837652393, 22

	.type	.const.pickledata.538f24ddc49600304aad96856f43891e57e289a3,@object
	.section	.lrodata,"al",@progbits
	.p2align	4, 0x0
.const.pickledata.538f24ddc49600304aad96856f43891e57e289a3:
	.ascii	"\200\004\225\213\001\000\000\000\000\000\000\214\bbuiltins\224\214\nValueError\224\223\224\214\022llvmlite.ir.values\224\214\bConstant\224\223\224)\201\224}\224(\214\004type\224\214\021llvmlite.ir.types\224\214\021_TypedPointerType\224\223\224)\201\224}\224(\214\taddrspace\224K\000\214\007pointee\224h\t\214\007IntType\224\223\224K\b\205\224\201\224}\224(\214\005width\224K\b\214\027_StrCaching__cached_str\224\214\002i8\224ub\214\tis_opaque\224\211h\026\214\003i8*\224ub\214\bconstant\224N\214&_StringReferenceCaching__cached_refstr\224\214\004null\224h\026\214\bi8* null\224ub\205\224\214\004impl\224\214B/work/main/.venv/lib/python3.11/site-packages/numba/np/arrayobj.py\224M\267\007\207\224\207\224."
	.size	.const.pickledata.538f24ddc49600304aad96856f43891e57e289a3, 406

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10.30,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10.30:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10.30, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11.31,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11.31:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11.31, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.7,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.7:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.10.30
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.11.31
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.7, 40

	.type	".const.missing Environment: _ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE",@object
	.p2align	4, 0x0
".const.missing Environment: _ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE":
	.asciz	"missing Environment: _ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE"
	.size	".const.missing Environment: _ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE", 225

	.type	".bytes.-7053599125001422789",@object
	.section	.lrodata.str1.1,"aMSl",@progbits,1
".bytes.-7053599125001422789":
	.asciz	"0"
	.size	".bytes.-7053599125001422789", 2

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.4,@object
	.section	.lrodata,"al",@progbits
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.4:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.4, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.5,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.5:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.5, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.3,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.3:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.4
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.5
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.3, 40

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.13,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.13:
	.ascii	"\200\004\225K\000\000\000\000\000\000\000\214\bbuiltins\224\214\013MemoryError\224\223\224\214'Allocation failed (probably too large).\224\205\224N\207\224."
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.13, 86

	.type	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.14,@object
	.p2align	4, 0x0
.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.14:
	.ascii	"\272(\235\201\360\\p \363G|\025sH\004\337e\253\342\t"
	.size	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.14, 20

	.type	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12,@object
	.p2align	4, 0x0
.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12:
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.13
	.long	86
	.zero	4
	.quad	.const.pickledata.ba289d81f05c7020f3477c15734804df65abe209.sha1.14
	.quad	0
	.long	0
	.zero	4
	.size	.const.picklebuf.ba289d81f05c7020f3477c15734804df65abe209.12, 40

	.type	_ZN08NumbaEnv13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv13_3cdynamic_3e36__numba_parfor_gufunc_0x7fca82092e90B4v225B126c8tJTC_2fWQAliW1xhDEoY6EEMEUOEMISPGsAQMVj4QniQ4IXKQEMXwoMGLoQDDVsQR1NHAS2hQ9XgStYwaUTI24JtBVoBDXtb9MCvVgdJqdcC7QJGJMRaAA_3d_3dE5ArrayIyLi1E1C7mutable7alignedExx5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi3E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIjLi2E1C7mutable7alignedE5ArrayIhLi2E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi3E1C7mutable7alignedE5ArrayIdLi3E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_empty12_3clocals_3e4implB4v224B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAYkQ91Dxg0IFZmgA_3dEx18class_28float32_29,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_empty12_3clocals_3e4implB4v224B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAYkQ91Dxg0IFZmgA_3dEx18class_28float32_29,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel8_scratchB3v17B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIfLi1E1C7mutable7alignedE471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_29,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel8_scratchB3v17B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIfLi1E1C7mutable7alignedE471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_29,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_zeros12_3clocals_3e4implB3v18B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx18class_28float32_29,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_zeros12_3clocals_3e4implB3v18B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx18class_28float32_29,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_empty12_3clocals_3e4implB3v19B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx18class_28float32_29,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_empty12_3clocals_3e4implB3v19B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx18class_28float32_29,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj18ol_array_zero_fill12_3clocals_3e4implB3v20B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE5ArrayIfLi1E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj18ol_array_zero_fill12_3clocals_3e4implB3v20B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE5ArrayIfLi1E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_zeros12_3clocals_3e4implB3v21B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi2EE18class_28float32_29,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_zeros12_3clocals_3e4implB3v21B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi2EE18class_28float32_29,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_empty12_3clocals_3e4implB3v22B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi2EE18class_28float32_29,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj11ol_np_empty12_3clocals_3e4implB3v22B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi2EE18class_28float32_29,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj15_call_allocatorB3v15B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAEN29typeref_5b_3cclass_20_27numba4core5types8npytypes14Array_27_3e_5dExj,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj15_call_allocatorB3v15B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAEN29typeref_5b_3cclass_20_27numba4core5types8npytypes14Array_27_3e_5dExj,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj18_ol_array_allocate12_3clocals_3e4implB2v9B42c8tJTIeFIjxB2IKSgI4CrvQClcaMQ5hEEUSJJgA_3dEN29typeref_5b_3cclass_20_27numba4core5types8npytypes14Array_27_3e_5dExj,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj18_ol_array_allocate12_3clocals_3e4implB2v9B42c8tJTIeFIjxB2IKSgI4CrvQClcaMQ5hEEUSJJgA_3dEN29typeref_5b_3cclass_20_27numba4core5types8npytypes14Array_27_3e_5dExj,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj18ol_array_zero_fill12_3clocals_3e4implB3v23B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE5ArrayIfLi2E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj18ol_array_zero_fill12_3clocals_3e4implB3v23B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE5ArrayIfLi2E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins6ol_min12_3clocals_3e4implB3v24B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAYkQ91Dxg0IFZmgA_3dE15StarArgUniTupleIxLi2EE,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins6ol_min12_3clocals_3e4implB3v24B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAYkQ91Dxg0IFZmgA_3dE15StarArgUniTupleIxLi2EE,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel11member_drawB3v25B64c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTWDAFkEM0AQAE5ArrayIfLi1E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE,@object
	.comm	_ZN08NumbaEnv5numba2np6unsafe7ndarray14to_fixed_tuple12_3clocals_3e7codegen12_3clocals_3e4implB3v26B42c8tJTC_2fWQA93W1AaAIYBPIqRBFCjDSZRVAJmaQIAE5ArrayIfLi1E1C7mutable7alignedEx8UniTupleIfLi72EE,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel12member_blockB3v27B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEx35Uncertainties_28float32_20x_2072_29jx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2926Switches_28bool_20x_203_295ArrayIdLi2E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedEvv,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel12member_blockB3v27B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEx35Uncertainties_28float32_20x_2072_29jx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2926Switches_28bool_20x_203_295ArrayIdLi2E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE5ArrayIxLi1E1C7mutable7alignedEvv,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel11begin_blockB3v28B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx35Uncertainties_28float32_20x_2072_29j471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29v,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel11begin_blockB3v28B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx35Uncertainties_28float32_20x_2072_29j471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29v,8,8
	.type	_ZN08NumbaEnv3sim5model4year13first_year_ofB3v34B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedEj35Uncertainties_28float32_20x_2072_29v,@object
	.comm	_ZN08NumbaEnv3sim5model4year13first_year_ofB3v34B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedEj35Uncertainties_28float32_20x_2072_29v,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel10block_yearB3v57B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx35Uncertainties_28float32_20x_2072_29jj471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2926Switches_28bool_20x_203_2931MemberPath_28float32_20x_206_295ArrayIfLi1E1C7mutable7alignedEv,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel10block_yearB3v57B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx35Uncertainties_28float32_20x_2072_29jj471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_295ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2926Switches_28bool_20x_203_2931MemberPath_28float32_20x_206_295ArrayIfLi1E1C7mutable7alignedEv,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel14_shared_shocksB3v73B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEjj471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_29xxff5ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2935Uncertainties_28float32_20x_2072_29,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel14_shared_shocksB3v73B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEjj471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_29xxff5ArrayIjLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2935Uncertainties_28float32_20x_2072_29,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel19_learned_in_bannersB4v106B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_29x5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel19_learned_in_bannersB4v106B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dExx471PackedVillages_28array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28int64_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_2c_20array_28uint32_2c_202d_2c_20C_29_2c_20array_28uint8_2c_202d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28uint32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_203d_2c_20C_29_2c_20array_28float64_2c_203d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_29x5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel14_township_yearB4v107B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEyy241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29ffbx5ArrayIhLi1E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel14_township_yearB4v107B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEyy241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29ffbx5ArrayIhLi1E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel7_filledB3v33B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEx,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel7_filledB3v33B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEx,8,8
	.type	_ZN08NumbaEnv3sim5model4year12village_yearB4v108B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_2972MemberYear_28float32_2c_20float32_2c_20uint32_2c_20uint32_2c_20uint32_2926Switches_28bool_20x_203_29v,@object
	.comm	_ZN08NumbaEnv3sim5model4year12village_yearB4v108B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_2972MemberYear_28float32_2c_20float32_2c_20uint32_2c_20uint32_2c_20uint32_2926Switches_28bool_20x_203_29v,8,8
	.type	_ZN08NumbaEnv3sim5model4year11people_yearB4v109B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29,@object
	.comm	_ZN08NumbaEnv3sim5model4year11people_yearB4v109B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29,8,8
	.type	_ZN08NumbaEnv3sim5model4year12project_yearB4v124B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29jbv,@object
	.comm	_ZN08NumbaEnv3sim5model4year12project_yearB4v124B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29jbv,8,8
	.type	_ZN08NumbaEnv3sim5model4year11income_yearB4v148B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_2972MemberYear_28float32_2c_20float32_2c_20uint32_2c_20uint32_2c_20uint32_29b,@object
	.comm	_ZN08NumbaEnv3sim5model4year11income_yearB4v148B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE5ArrayIjLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_2972MemberYear_28float32_2c_20float32_2c_20uint32_2c_20uint32_2c_20uint32_29b,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins6ol_min12_3clocals_3e4implB3v56B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE15StarArgUniTupleIfLi2EE,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins6ol_min12_3clocals_3e4implB3v56B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE15StarArgUniTupleIfLi2EE,8,8
	.type	_ZN08NumbaEnv3sim5model4year12account_yearB4v167B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29v,@object
	.comm	_ZN08NumbaEnv3sim5model4year12account_yearB4v167B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dEx5ArrayIfLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29v,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins6ol_max12_3clocals_3e4implB3v55B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE15StarArgUniTupleIfLi2EE,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins6ol_max12_3clocals_3e4implB3v55B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE15StarArgUniTupleIfLi2EE,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel6add_upB4v180B86c8tJTIeFIjxB2IKSgI4CrvSCKg1MMbCQQPKkLTj8gEEF9aYtuj_2br1UFS6rWaQDWIxAE1GhiKYJYmAA_3d_3dE5ArrayIdLi1E1C7mutable7alignedE241Scratch_28array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_201d_2c_20C_29_2c_20array_28float32_2c_202d_2c_20C_29_29x5ArrayIdLi1E1C7mutable7alignedE35Uncertainties_28float32_20x_2072_29,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel7_summedB4v182B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIfLi1E1C7mutable7alignedEyx,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel7_summedB4v182B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIfLi1E1C7mutable7alignedEyx,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel13count_reachedB4v183B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIdLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedEx5ArrayIfLi1E1C7mutable7alignedE,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel13count_reachedB4v183B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIdLi1E1C7mutable7alignedE5ArrayIfLi1E1C7mutable7alignedEx5ArrayIfLi1E1C7mutable7alignedE,8,8
	.type	_ZN08NumbaEnv3sim5model6kernel4keepB4v184B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi1E1C7mutable7alignedExx,@object
	.comm	_ZN08NumbaEnv3sim5model6kernel4keepB4v184B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGgQMMzBLEwA_3dE5ArrayIfLi1E1C7mutable7alignedE5ArrayIfLi2E1C7mutable7alignedEx5ArrayIfLi1E1C7mutable7alignedExx,8,8
	.type	_ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE,@object
	.comm	_ZN08NumbaEnv5numba2np8arrayobj31ol_raise_with_shape_context_cpu12_3clocals_3e4implB4v185B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE8UniTupleIxLi1EE8UniTupleIxLi1EE,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins14ol_str_generic12_3clocals_3e4implB4v188B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins14ol_str_generic12_3clocals_3e4implB4v188B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins12ol_getattr_212_3clocals_3e4implB4v191B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx29Literal_5bstr_5d_28__str___29,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins12ol_getattr_212_3clocals_3e4implB4v191B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx29Literal_5bstr_5d_28__str___29,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode11integer_str12_3clocals_3e4implB4v192B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode11integer_str12_3clocals_3e4implB4v192B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins6ol_int12_3clocals_3e4implB4v193B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEd,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins6ol_int12_3clocals_3e4implB4v193B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEd,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode19_kind_to_byte_widthB4v194B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode19_kind_to_byte_widthB4v194B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEx,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode6ol_ord12_3clocals_3e4implB4v195B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode6ol_ord12_3clocals_3e4implB4v195B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode14unicode_concat12_3clocals_3e11concat_implB4v206B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type12unicode_type,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode14unicode_concat12_3clocals_3e11concat_implB4v206B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type12unicode_type,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode10_pick_kindB4v207B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEii,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode10_pick_kindB4v207B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEii,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode11_pick_asciiB4v208B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEjj,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode11_pick_asciiB4v208B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEjj,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode13_empty_stringB4v209B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEixj,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode13_empty_stringB4v209B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEixj,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode19_kind_to_byte_widthB4v210B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEi,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode19_kind_to_byte_widthB4v210B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dEi,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode15_set_code_pointB4v211B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGMASmgA_3dE12unicode_typexj,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode15_set_code_pointB4v211B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGMASmgA_3dE12unicode_typexj,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode11unicode_len12_3clocals_3e8len_implB4v196B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode11unicode_len12_3clocals_3e8len_implB4v196B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode15_get_code_pointB4v197B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGMASmgA_3dE12unicode_typex,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode15_get_code_pointB4v197B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGMASmgA_3dE12unicode_typex,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode15_set_code_pointB4v198B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGMASmgA_3dE12unicode_typexx,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode15_set_code_pointB4v198B74c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGMASmgA_3dE12unicode_typexx,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins14ol_str_generic12_3clocals_3e4implB4v212B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins14ol_str_generic12_3clocals_3e4implB4v212B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,8,8
	.type	_ZN08NumbaEnv5numba7cpython8builtins12ol_getattr_212_3clocals_3e4implB4v215B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type29Literal_5bstr_5d_28__str___29,@object
	.comm	_ZN08NumbaEnv5numba7cpython8builtins12ol_getattr_212_3clocals_3e4implB4v215B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type29Literal_5bstr_5d_28__str___29,8,8
	.type	_ZN08NumbaEnv5numba7cpython7unicode11unicode_str12_3clocals_3e12_3clambda_3eB4v216B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,@object
	.comm	_ZN08NumbaEnv5numba7cpython7unicode11unicode_str12_3clocals_3e12_3clambda_3eB4v216B78c8tJTIeFIjxB2IKSgI4CrvQCk0Z4yRYcWsCAgXrKFt1X1eogKfVaTaAaRFKAGoSZGGASRRC7NAE_3dE12unicode_type,8,8
	.section	".note.GNU-stack","",@progbits
