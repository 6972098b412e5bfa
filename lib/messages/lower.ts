// Messages of the kernel compiler's front end: what of CUDA C++ has no way into the kernel IR. The kernel is left out, the
// others are there.
import type { MessageTable } from './message';

export const lowerMessages = {
  'lower-unparsed': {
    text: '{name} could not be read: {why}',
    why: 'The kernel compiler parses device code itself, and here it lost its way. Whatever uses this is left out of what is made from the kernel IR; the HIP port reads the text another way and may have no trouble.',
    fix: 'Write the construct in a plainer form, or add the header that defines a macro used here.',
  },
  'lower-unknown-name': {
    text: 'nothing is known of the name {name}',
    why: 'It is declared neither in the files that are here nor by a header of CUDA that the kernel compiler knows.',
    fix: 'Add the file that declares it, or define it.',
  },
  'lower-unknown-type': {
    text: 'nothing is known of the type {name}',
    why: 'It is declared neither in the files that are here nor by a header of CUDA that the kernel compiler knows: sizes and meanings of values of this type cannot be found out.',
    fix: 'Add the file that declares it. Of libraries that run on the device, cooperative groups, collectives of CUB, numbers of cuRAND, thrust::complex, WMMA, texture objects and much of cuda::std are known; other types have to be replaced by code of your own.',
  },
  'lower-unknown-function': {
    text: 'nothing is known of the function {name}',
    why: 'It is declared neither in the files that are here nor among the functions of CUDA that the kernel compiler knows.',
    fix: 'Add the file that defines it, or write it out.',
  },
  'lower-type': {
    text: 'the type {name} has no place in device code here',
    why: 'Integers of 128 bits and long double have no counterpart in the kernel IR.',
    fix: 'Use 64-bit integers, or double.',
  },
  'lower-no-body': {
    text: 'the function {name} is declared but defined nowhere here',
    why: 'The kernel calls it, and without its body neither its meaning nor its result is known. Other files of the program are looked through for a function of the device that is not static and has the same parameters.',
    fix: 'Add the file that defines it.',
  },
  'lower-defined-twice': {
    text: '{name} is defined in more than one file of the program',
    why: 'It is declared here and defined in other files that are compiled on their own, in more than one of them: which one is meant is not known.',
    fix: 'Leave out the files that do not belong to this program, or make the functions of other files static.',
  },
  'lower-no-overload': {
    text: 'no version of {name} takes these arguments',
    why: 'By the rules of C++ for overloads and conversions none of those that are known fits.',
    fix: 'Convert the arguments explicitly, or add the overload that is meant.',
  },
  'lower-no-conversion': {
    text: 'there is no conversion from {from} to {to} here',
    why: 'C++ converts between numbers, to base classes, and by constructors and operators of the user; none of these applies.',
    fix: 'Write the conversion out.',
  },
  'lower-no-operator': {
    text: 'the operator {operator} is not defined for {type}',
    why: 'The language has it for numbers and pointers; for structs and vector types like float4 the program has to define it.',
    fix: 'Define the operator, or compute the members one by one.',
  },
  'lower-no-member': {
    text: '{type} has no member {name}',
    why: 'No member of that name was found in it or in its bases.',
    fix: 'Check the name; for a template, check which specialisation is meant.',
  },
  'lower-no-this': {
    text: 'there is no object here that this member could belong to',
    why: 'Members of a struct are used inside its own methods or through an object.',
    fix: 'Name the object.',
  },
  'lower-not-callable': {
    text: 'a value of type {type} cannot be called',
    why: 'Functions, lambdas and objects with an operator() can be called.',
    fix: 'Call a function.',
  },
  'lower-not-a-place': {
    text: 'this value cannot be assigned to',
    why: 'It is the result of a computation, not a variable or an element of memory.',
    fix: 'Assign to a variable.',
  },
  'lower-address': {
    text: 'the address of this value cannot be taken',
    why: 'It is the result of a computation and lies nowhere in memory.',
    fix: 'Store it in a variable first.',
  },
  'lower-index': {
    text: 'this cannot be indexed',
    why: 'Arrays and pointers are indexed, by integers.',
    fix: 'Use a pointer or an array with an integer index.',
  },
  'lower-void-pointer': {
    text: 'memory behind a void pointer has no type to read it as',
    why: 'The size of what it points to is not known.',
    fix: 'Cast it to a pointer of the type that is meant.',
  },
  'lower-not-constant': {
    text: 'this must be known when the program is compiled, and is not',
    why: 'Array sizes, template arguments, case labels and conditions of `if constexpr` are constants.',
    fix: 'Use literals, constexpr variables and constexpr functions of such.',
  },
  'lower-array-size': {
    text: 'the size of this array is not known',
    why: 'Local and shared arrays have a size that is known when the program is compiled; only dynamic shared memory goes without.',
    fix: 'Give the size.',
  },
  'lower-literal': {
    text: 'this literal is not one of C++ as the kernel compiler knows it',
    why: 'Its suffix may be defined by the program, which is not looked at.',
    fix: 'Write a plain number and convert it.',
  },
  'lower-braces': {
    text: 'a list in braces stands where no type says what it is to become',
    why: 'Braces take their meaning from the variable, parameter or type that they fill.',
    fix: 'Put the type in front of the brace.',
  },
  'lower-auto': {
    text: 'the type that auto stands for could not be found',
    why: 'It follows from the initialiser or from the first return of the function, and neither says it here.',
    fix: 'Write the type.',
  },
  'lower-incomplete': {
    text: 'the members of {name} are not known',
    why: 'It is declared but not defined in the files that are here.',
    fix: 'Add the file that defines it.',
  },
  'lower-template-arguments': {
    text: 'the arguments of this template could not be found',
    why: 'Some parameter has neither an argument, nor one that can be deduced, nor a default.',
    fix: 'Write the arguments out.',
  },
  'lower-no-instance': {
    text: 'no instance of the kernel template {name} is known',
    why: 'A template is no code until its arguments are given. No launch of it was found whose arguments can be told from the text alone.',
    fix: 'Name the instance that is meant where a kernel is asked for, for example name<float, 256>, or launch it with its arguments written out.',
  },
  'lower-pack': {
    text: 'this use of a parameter pack is not taken',
    why: 'Packs are expanded in arguments, template arguments and fold expressions.',
    fix: 'Use a fold expression, or write the arguments out.',
  },
  'lower-variadic': {
    text: 'a function with ... in C style cannot be lowered',
    why: 'How its arguments are passed is not part of the kernel IR.',
    fix: 'Use a template, or overloads.',
  },
  'lower-virtual': {
    text: '{name} has virtual functions or bases',
    why: 'Which function is called would be found out while the kernel runs, through a table of addresses; most of what the kernel IR is printed as has no such thing.',
    fix: 'Use a template parameter for the type, or a switch over a kind.',
  },
  'lower-function-pointer': {
    text: 'pointers to functions are not taken',
    why: 'A call through a pointer is not known when the program is compiled; shading languages and OpenCL have no such calls.',
    fix: 'Pass the function as a template argument or a lambda, or switch over a number.',
  },
  'lower-function-value': {
    text: 'the function {name} is used as a value',
    why: 'Functions can be called; their addresses are not part of the kernel IR.',
    fix: 'Call it in a lambda or a struct with an operator().',
  },
  'lower-member-pointer': {
    text: 'pointers to members are not taken',
    why: 'The kernel IR has no counterpart.',
    fix: 'Name the member.',
  },
  'lower-destructor': {
    text: 'the destructor of {name} does something, and objects end without a call of it here',
    why: 'The kernel IR has no place for code that runs where a scope is left.',
    fix: 'Do it in a method of its own, and call that where the object is no longer needed.',
  },
  'lower-bit-field': {
    text: 'bit fields in {name} are not taken',
    why: 'The kernel IR addresses whole bytes.',
    fix: 'Use an unsigned integer with shifts and masks.',
  },
  'lower-downcast': {
    text: 'this cast to {name} would step back to the start of a larger object',
    why: 'The base does not lie at the start of the derived struct, and moving a pointer by bytes is not done behind your back.',
    fix: 'Keep a pointer of the derived type.',
  },
  'lower-lambda-this': {
    text: 'a lambda that the host hands to a kernel captures this',
    why: 'On the device the pointer would lead to memory of the host.',
    fix: 'Capture the members that it needs, with a name of their own: [x = this->x].',
  },
  'lower-range': {
    text: 'a loop over this range is not taken',
    why: 'Loops over arrays are; those over objects with begin and end are not.',
    fix: 'Write a loop over an index.',
  },
  'lower-case-place': {
    text: 'a case label stands where the kernel compiler does not take it',
    why: 'Labels stand at the top of their switch, one after the other, not inside of loops or blocks in it.',
    fix: 'Write the cases one after the other.',
  },
  'lower-switch-scope': {
    text: 'this uses a variable that was declared under another case label',
    why: 'Each case has a scope of its own in what is made from it.',
    fix: 'Declare the variable before the switch.',
  },
  'lower-goto': {
    text: 'goto and its labels are not taken',
    why: 'Control flow is structured in the kernel IR: barriers and divergence can be reasoned about only so.',
    fix: 'Use a loop with break or continue, or a flag.',
  },
  'lower-asm': {
    text: 'this inline assembly is not taken',
    why: 'Common instructions of PTX (moves of special registers, bits and arithmetic, loads and stores, shuffles, votes, fences) are read as the plain code that they mean. This text has labels, directives or operands of another kind.',
    fix: 'Use the intrinsic function or the plain C++ for it.',
  },
  'lower-ptx': {
    text: 'the PTX instruction {instruction} is not taken in this form',
    why: 'Common instructions of PTX are read as the plain code that they mean. This one is not among them, or its types, its rounding or its address have no counterpart in the kernel IR.',
    fix: 'Use the intrinsic function or the plain C++ for it.',
  },
  'lower-allocation': {
    text: 'memory is allocated on the device here, which is not taken',
    why: 'new, delete and malloc in a kernel need a heap on the device; most of what the kernel IR is printed as has none.',
    fix: 'Allocate on the host and pass a pointer, or use a local or shared array.',
  },
  'lower-unsupported': {
    text: '{what} has no place in device code here',
    why: 'The kernel IR has no counterpart.',
    fix: 'Write it another way.',
  },
  'lower-launch-in-kernel': {
    text: 'a kernel starts another kernel here, which is not taken',
    why: 'Launches from the device are a feature of a few devices alone.',
    fix: 'Launch from the host.',
  },
  'lower-host-variable': {
    text: 'the variable {name} lives on the host',
    why: 'Device code sees variables marked __device__, __constant__, __managed__ or __shared__, and constants whose value is known.',
    fix: 'Mark it, or pass its value to the kernel.',
  },
  'lower-static-local': {
    text: 'the static variable {name} inside a function is not taken',
    why: 'All threads would share it and keep it between launches.',
    fix: 'Use a __device__ variable, or a __shared__ one if the block is meant.',
  },
  'lower-initializer': {
    text: 'what {name} starts with is not known when the program is compiled',
    why: 'Variables of the device begin with bytes that are computed beforehand, from constants.',
    fix: 'Initialise it with constants, or copy to it before the launch.',
  },
  'lower-group': {
    text: 'which threads this group holds is not known when the program is compiled',
    why: 'Blocks, grids, tiles of a fixed size and coalesced threads are taken; groups chosen at run time are not.',
    fix: 'Give the size of the tile as a template argument: tiled_partition<32>(block).',
  },
  'lower-group-member': {
    text: '{type} has no {name} that the kernel compiler knows',
    why: 'Of cooperative groups the common part is taken: size, rank, sync, shuffles, votes, and reduce over tiles.',
    fix: 'Use the warp functions, or write it with shuffles.',
  },
  'lower-printf': {
    text: 'this printf cannot be lowered',
    why: 'Its format must be a literal, and its arguments numbers, pointers or literal strings.',
    fix: 'Write the format in place, and print members one by one.',
  },
  'lower-confused': {
    text: 'something in this function confuses the kernel compiler',
    why: 'This is a fault of the compiler, not of the program: it met a combination that nobody thought of. The function is left out rather than guessed at.',
    fix: 'Write the function in a plainer form; halving it shows which statement it is.',
  },
  'lower-too-deep': {
    text: 'functions or templates call one another without an end here',
    why: 'Compilers stop at a bound too. A template that instantiates itself with ever new arguments never ends.',
    fix: 'Give the recursion an end that is known when the program is compiled.',
  },
} as const satisfies MessageTable;
