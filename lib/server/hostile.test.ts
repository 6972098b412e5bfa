// What a hostile visitor sends is stopped, told why, and leaves nothing behind: real compilers, real programs.

import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import {
  filesLeft,
  mainOf,
  processesLeft,
  removeWorkshop,
  runCpp,
  tiny,
  tinyRun,
  tryProgram,
  untried,
  workPath,
} from './hostile.fixture';

if (untried) console.warn(`unchecked: all of lib/server/hostile.test.ts, because ${untried}`);

afterAll(removeWorkshop);
afterEach(() => {
  expect(processesLeft()).toEqual([]);
  if (!untried) expect(filesLeft()).toEqual([]);
});

describe.skipIf(untried)('a program that', () => {
  const stopped: [what: string, reason: string, detail: RegExp, body: string][] = [
    ['never ends', 'timeout', /1 s of CPU time/, 'for (volatile int i = 0;; i = i + 1);'],
    ['sleeps for ever', 'timeout', /stopped after 4 s/, 'for (;;) pause();'],
    [
      'ignores every signal',
      'timeout',
      /stopped after 4 s/,
      'for (int s = 1; s < 65; s++) signal(s, SIG_IGN); for (;;) pause();',
    ],
    ['stops its supervisor', 'timeout', /stopped after 4 s/, 'kill(getppid(), SIGSTOP); for (;;) pause();'],
    ['forks without end', 'crash', /more than 12 processes/, 'for (;;) fork();'],
    [
      'starts threads without end',
      'crash',
      /more than 12 processes/,
      'std::vector<std::thread> all; for (;;) all.emplace_back([] { for (;;) pause(); });',
    ],
    [
      'eats memory',
      'memory',
      /more than 96 MiB of memory/,
      'for (;;) { char* p = (char*)malloc(1 << 20); if (p) memset(p, 1, 1 << 20); }',
    ],
    [
      'eats memory through new',
      'memory',
      /more than 96 MiB of memory/,
      'std::vector<std::vector<char>> all; for (;;) all.emplace_back(1 << 20, 1);',
    ],
    [
      'eats shared memory',
      'memory',
      /more than 96 MiB of memory/,
      `for (;;) {
        void* p = mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (p != MAP_FAILED) memset(p, 1, 1 << 20);
      }`,
    ],
    [
      'eats memory in many small processes',
      'memory',
      /more than 96 MiB of memory/,
      `for (int i = 0; i < 8; i++) if (fork() == 0) { char* p = (char*)malloc(20 << 20); memset(p, 1, 20 << 20); pause(); }
      for (;;) pause();`,
    ],
    ['floods stdout', 'output', /printed more than 64 KiB/, 'for (;;) puts("all work and no play");'],
    [
      'floods stderr',
      'output',
      /printed more than 64 KiB/,
      'for (;;) fputs("all work and no play", stderr);',
    ],
    [
      'floods its recording',
      'output',
      /more than 128 KiB to its recording/,
      'char junk[4096] = {}; for (;;) write(3, junk, sizeof junk);',
    ],
    [
      'writes a large file',
      'output',
      /file larger than 4 MiB/,
      'char junk[65536] = {}; int f = open("/tmp/big", O_CREAT | O_WRONLY, 0600); for (;;) write(f, junk, sizeof junk);',
    ],
    [
      'makes a large sparse file',
      'output',
      /file larger than 4 MiB/,
      'int f = open("/tmp/big", O_CREAT | O_WRONLY, 0600); return ftruncate(f, 1ll << 40);',
    ],
    [
      'makes files without end',
      'output',
      /more than 20000 files/,
      `for (int i = 0;; i++) {
        char name[40];
        snprintf(name, sizeof name, "/tmp/f%d", i);
        int f = open(name, O_CREAT | O_WRONLY, 0600);
        if (f >= 0) close(f); else usleep(1000);
      }`,
    ],
    ['crashes', 'crash', /SIGSEGV/, '*(volatile int*)8 = 1;'],
    ['gives up', 'crash', /SIGABRT/, 'abort();'],
    ['divides by zero', 'crash', /SIGFPE/, 'volatile int zero = 0; return 100 / zero;'],
    ['kills everything it can', 'crash', /SIGKILL/, 'kill(-1, SIGKILL); for (;;) pause();'],
  ];

  test.for(stopped)('%s is stopped and told why', async ([, reason, detail, body]) => {
    const { result, events } = await tryProgram(mainOf(body));
    expect(result).toMatchObject({ status: 'failed', reason });
    expect(result.detail).toMatch(detail);
    expect(events.at(-1)).toMatchObject({ type: 'failed', reason, detail: result.detail });
    expect(events.filter(({ type }) => type === 'failed' || type === 'done')).toHaveLength(1);
    expect(result.stdout.length + result.stderr.length).toBeLessThanOrEqual(tinyRun.outputBytes);
  });

  const harmless: [what: string, stdout: string, body: string][] = [
    [
      'fills its /tmp finds it bounded',
      'bounded\n',
      `
      char junk[65536] = {};
      long written = 0;
      for (int i = 0; i < 100; i++) {
        char name[40];
        snprintf(name, sizeof name, "/tmp/f%d", i);
        int f = open(name, O_CREAT | O_WRONLY, 0600);
        for (int k = 0; k < 10; k++) { long n = write(f, junk, sizeof junk); if (n > 0) written += n; }
      }
      puts(written <= ${tinyRun.fileBytes} ? "bounded" : "unbounded");`,
    ],
    [
      'looks for other places to write finds none',
      '/tmp\n',
      `
      const char* places[] = {"/", "/usr", "/usr/bin", "/job", "/dev", "/etc", "/tmp", "/crosswarp", "/proc", "/proc/sys"};
      for (const char* place : places) {
        char name[200];
        snprintf(name, sizeof name, "%s/mine", place);
        if (open(name, O_CREAT | O_WRONLY, 0600) >= 0) puts(place);
      }
      if (open("/job/program", O_WRONLY) >= 0 || chmod("/job/program", 0777) == 0 || unlink("/job/program") == 0) puts("program");`,
    ],
    [
      'leaves a daemon behind ends all the same',
      'left\n',
      `
      if (fork() == 0) {
        setsid();
        for (int s = 1; s < 65; s++) signal(s, SIG_IGN);
        if (fork()) _exit(0);
        for (int f = 0; f < 256; f++) close(f);
        for (;;) pause();
      }
      usleep(100000);
      puts("left");`,
    ],
    [
      'asks for more than a namespace gives gets nothing',
      '',
      `
      if (unshare(CLONE_NEWUSER) == 0) puts("user namespace");
      if (unshare(CLONE_NEWNS) == 0) puts("mount namespace");
      if (mount("none", "/tmp", "tmpfs", 0, nullptr) == 0) puts("mount");
      if (syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0) >= 0) puts("clone");
      if (setuid(0) == 0) puts("setuid");
      if (chroot("/tmp") == 0) puts("chroot");
      if (syscall(SYS_memfd_create, "m", 0) >= 0) puts("memfd");
      if (syscall(SYS_shmget, 0, 4096, 01600) >= 0) puts("shmget");
      if (syscall(SYS_bpf, 0, 0, 0) >= 0) puts("bpf");
      if (open("/dev/kmsg", O_RDONLY) >= 0) puts("kmsg");
      if (open("/dev/mem", O_RDONLY) >= 0) puts("mem");`,
    ],
    [
      'attacks other processes reaches none',
      'end\n',
      `
      if (ptrace(PTRACE_ATTACH, getppid(), 0, 0) == 0) puts("attached");
      int reached = 0;
      for (int p = 1; p < 70000; p++) if (p != getpid() && p != getppid() && kill(p, 0) == 0) reached++;
      if (reached > 2) printf("reached %d\\n", reached);
      if (kill(${process.pid}, SIGKILL) == 0) puts("killed the server");
      puts("end");`,
    ],
    [
      'lists its descriptors has four',
      '0 1 2 3\n',
      `
      char line[300] = "";
      for (int f = 0; f < 1000; f++) if (fcntl(f, F_GETFD) >= 0) sprintf(line + strlen(line), f ? " %d" : "%d", f);
      puts(line);`,
    ],
    [
      'raises its limits cannot',
      'end\n',
      `
      struct { unsigned long soft, hard; } all = {~0ul, ~0ul};
      for (int r = 0; r < 16; r++) {
        if (r == 2 || r == 9 || r == 0 || r == 1 || r == 6 || r == 7)
          if (syscall(SYS_prlimit64, 0, r, &all, nullptr) == 0) printf("limit %d\\n", r);
      }
      puts("end");`,
    ],
  ];

  test.for(harmless)('%s', async ([, stdout, body]) => {
    const { result } = await tryProgram(mainOf(body));
    expect(result).toMatchObject({ status: 'done', exitCode: 0, stdout });
  });

  test('reads files of the host sees none of them', async () => {
    const secret = join(workPath, 'secret');
    writeFileSync(secret, 'secret', { mode: 0o644 });
    const paths = [
      ...[
        '/etc/passwd',
        '/etc/shadow',
        '/etc/hosts',
        '/etc/hostname',
        '/etc/resolv.conf',
        '/root',
        '/home',
        '/var',
      ],
      ...[
        '/run',
        '/mnt',
        '/opt',
        '/srv',
        '/sys',
        '/boot',
        '/proc/1/root/etc/passwd',
        '/proc/1/cwd/package.json',
      ],
      ...[
        secret,
        join(workPath, 'programs'),
        join(workPath, 'jobs'),
        process.cwd(),
        join(process.cwd(), 'package.json'),
      ],
    ];
    const list = paths.map((path) => JSON.stringify(path)).join(', ');
    const { result } = await tryProgram(
      mainOf(`const char* paths[] = {${list}};
        for (const char* path : paths) if (open(path, O_RDONLY) >= 0) puts(path);`),
    );
    await rm(secret);
    expect(result).toMatchObject({ status: 'done', exitCode: 0, stdout: '' });
  });

  test('opens a socket reaches nobody', async () => {
    let calls = 0;
    const server = createServer((socket) => {
      calls++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const { result } = await tryProgram(
      mainOf(`sockaddr_in to = {};
        to.sin_family = AF_INET;
        to.sin_port = htons(${port});
        inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
        int s = socket(AF_INET, SOCK_STREAM, 0);
        if (s >= 0 && connect(s, (sockaddr*)&to, sizeof to) == 0) puts("connected");
        if (socket(AF_INET, SOCK_DGRAM, 0) >= 0) puts("udp");
        if (socket(AF_INET6, SOCK_STREAM, 0) >= 0) puts("tcp6");
        if (socket(AF_UNIX, SOCK_STREAM, 0) >= 0) puts("unix");
        if (socket(AF_NETLINK, SOCK_RAW, 0) >= 0) puts("netlink");`),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(result).toMatchObject({ status: 'done', exitCode: 0, stdout: '' });
    expect(calls).toBe(0);
  });

  test('prints its environment finds nothing of the server', async () => {
    const { result } = await tryProgram(mainOf('for (char** e = environ; *e; e++) puts(*e);'));
    const names = result.stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(0, line.indexOf('=')));
    expect(names.sort()).toEqual(
      [
        'CROSSWARP_RECORD_DETAIL',
        'CROSSWARP_RECORD_FD',
        'CROSSWARP_RECORD_LIMIT',
        'HOME',
        'LANG',
        'PATH',
        'PWD',
        'SHLVL',
        'TMPDIR',
      ].sort(),
    );
  });

  test('exits with a code is done, with the code', async () => {
    const { result, observations } = await tryProgram(mainOf('puts("so far"); return 139;'));
    expect(result).toMatchObject({ status: 'done', exitCode: 139, stdout: 'so far\n' });
    // It runs once more with other bytes in fresh memory; what fails is not timed.
    expect(observations.map(({ exitCode }) => exitCode)).toEqual([139, 139]);
  });

  test('forges its recording is told so and believed nothing', async () => {
    const { result, observations } = await tryProgram(
      mainOf(
        'const char junk[] = "\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x7f{}"; write(3, junk, sizeof junk);',
      ),
    );
    expect(result).toMatchObject({ status: 'done', exitCode: 0 });
    expect(result.detail).toMatch(/recording/);
    expect(observations[0]?.recording).toMatchObject({ complete: false, launches: [], copies: [] });
  });

  test('is stopped on request ends at once', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1500);
    const body = 'fork(); puts("here"); fflush(stdout); for (;;) pause();';
    const { result } = await tryProgram(
      mainOf(body),
      { ...tiny, run: { ...tinyRun, wallMs: 60_000 } },
      controller.signal,
    );
    expect(result).toMatchObject({ status: 'failed', reason: 'cancelled' });
  });

  test('is stopped at any moment of its start ends, and leaves nothing behind', async () => {
    const forever = singleSource(mainOf('for (;;) pause();'));
    const patient = { ...tiny, run: { ...tinyRun, wallMs: 60_000 } };
    for (const delay of [0, 0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30]) {
      const controller = new AbortController();
      const stream = runCpp(
        { runner: 'cuda-on-cpu', warp: 32, program: forever },
        patient,
        controller.signal,
      );
      let step = await stream.next();
      for (; !step.done; step = await stream.next())
        // The empty text says that the program is being started.
        if (step.value.type === 'stdout') setTimeout(() => controller.abort(), delay);
      expect(step.value.result, `stopped after ${delay} ms`).toMatchObject({ reason: 'cancelled' });
    }
    expect(processesLeft()).toEqual([]);
  });
});

describe.skipIf(untried)('a source that', () => {
  const refused: [what: string, reason: string, detail: RegExp, text: string][] = [
    ['does not compile', 'compile', /main\.cu:2:3: error/, 'int main() {\n  nonsense;\n}\n'],
    ['includes what is not there', 'compile', /main\.cu:1:10: .*No such file/, '#include "nowhere.h"\n'],
    ['includes /etc/passwd', 'compile', /No such file/, '#include "/etc/passwd"\n'],
    [
      'includes a file of the server',
      'compile',
      /No such file/,
      `#include "${process.cwd()}/package.json"\n`,
    ],
    ['includes itself', 'compile', /main\.cu:1:\d+: .*nested/, '#include "main.cu"\n'],
    ['includes an endless device', 'memory', /compiler needed more than 400 MiB/, '#include "/dev/zero"\n'],
    ['takes files into its binary', 'compile', /passwd/, 'asm(".incbin \\"/etc/passwd\\""); int main() {}\n'],
    [
      'recurses in templates without end',
      'compile',
      /depth/,
      'template <int N> struct A { static const int v = A<N + 1>::v; }; int main() { return A<0>::v; }\n',
    ],
    [
      'grows templates exponentially',
      'limit',
      /compiler/,
      `template <int N, class T> struct A { A<N - 1, A<N, T>> a; A<N - 1, T*> b; };
template <class T> struct A<0, T> { T* t; };
A<30, int> a; int main() {}\n`,
    ],
    [
      'computes without end at compile time',
      'limit',
      /compiler/,
      `constexpr long f(long n) { long s = 0; for (long i = 0; i < 200000; i++) s += i ^ n; return s; }
template <long N> struct S { static constexpr long v = f(N) + S<N - 1>::v; };
template <> struct S<0> { static constexpr long v = 0; };
int main() { return S<800>::v; }\n`,
    ],
    [
      'makes a giant program',
      'output',
      /compiler wrote more than 16 MiB/,
      'char big[1 << 26] = {1}; int main() { return big[5]; }\n',
    ],
    ['has no main', 'compile', /main/, 'int f() { return 1; }\n'],
    ['is empty', 'compile', /main/, ''],
    ['is binary', 'compile', /error/, '\u0000\u0001\u0002\uffff\u0000'],
  ];

  test.for(refused)('%s is refused and told why', async ([, reason, detail, text]) => {
    const { result, observations } = await tryProgram(text);
    expect(result.status).toBe('failed');
    if (reason === 'limit') expect(['timeout', 'memory', 'output']).toContain(result.reason);
    else expect(result.reason).toBe(reason);
    expect(result.detail).toMatch(detail);
    expect(observations).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(workPath);
    expect(JSON.stringify(result)).not.toMatch(/root:x:0/);
  });

  test('is stopped while it compiles ends at once', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 700);
    const { result } = await tryProgram(
      '#include "/dev/zero"\n',
      { ...tiny, build: { ...tiny.build, memoryBytes: 2 ** 33 } },
      controller.signal,
    );
    expect(result).toMatchObject({ status: 'failed', reason: 'cancelled' });
  });

  test('has a file outside its folder is not laid down', async () => {
    const program = { main: 'main.cu', files: { 'main.cu': 'int main() {}', '../escape.h': '' } };
    expect((await tryProgram(program)).result).toMatchObject({
      reason: 'compile',
      detail: /name that is not taken/,
    });
  });

  test('has a file where a folder must be is refused', async () => {
    const program = { main: 'main.cu', files: { 'main.cu': 'int main() {}', 'a/b.h': '', a: '' } };
    const { result } = await tryProgram(program);
    expect(result).toMatchObject({ reason: 'compile' });
    expect(result.detail).toMatch(/name of a folder/);
  });

  test('has a main that looks like an option is compiled', async () => {
    const program = { main: '-o', files: { '-o': 'int main() { return 3; }' } };
    expect((await tryProgram(program)).result).toMatchObject({ status: 'done', exitCode: 3 });
  });
});
