// What a hostile program tries on the kernel, on files and on its own record: each way is tried for real and comes to
// nothing. Limits are tried in hostile.test.ts, compilers of GPUs in runners/device-runner.test.ts.
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { filesLeft, mainOf, processesLeft, removeWorkshop, tryProgram, untried } from './hostile.fixture';
import { recordingStart } from './hostile-recording.fixture';

if (untried) console.warn(`unchecked: all of lib/server/hostile-surface.test.ts, because ${untried}`);

afterAll(removeWorkshop);
afterEach(() => {
  expect(processesLeft()).toEqual([]);
  if (!untried) expect(filesLeft()).toEqual([]);
});

describe.skipIf(untried)('a program that', () => {
  /** Each prints a word for what it reached; nothing but `end` may come out. */
  const fruitless: [what: string, body: string][] = [
    [
      'opens sockets of every family',
      `for (int family = 0; family < 48; family++)
        for (int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET}) {
          if (socket(family, type, 0) >= 0) printf("family %d\\n", family);
          int pair[2];
          if (socketpair(family, type, 0, pair) == 0) printf("pair %d\\n", family);
        }`,
    ],
    [
      'follows links out of /tmp',
      `const char* targets[] = {"/etc/passwd", "/etc/shadow", "/proc/1/root/etc/passwd", "/proc/1/cwd/etc/passwd", "/root", "/home", "/var"};
      for (const char* target : targets) {
        unlink("/tmp/link");
        if (symlink(target, "/tmp/link") == 0 && open("/tmp/link", O_RDONLY) >= 0) puts(target);
      }
      unlink("/tmp/link");
      if (symlink("/job/program", "/tmp/link") == 0 && open("/tmp/link", O_WRONLY) >= 0) puts("program");
      if (link("/job/program", "/tmp/hard") == 0) puts("hard link");`,
    ],
    [
      'writes to what /proc shows',
      `const char* files[] = {"/proc/sys/kernel/core_pattern", "/proc/sys/vm/drop_caches", "/proc/sysrq-trigger",
        "/proc/sys/kernel/hostname", "/proc/1/environ", "/proc/kcore", "/proc/kmsg",
        "/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/setgroups"};
      for (const char* file : files) {
        int f = open(file, O_WRONLY);
        if (f >= 0 && write(f, "0 0 1", 5) > 0) puts(file);
      }
      if (open("/proc/kcore", O_RDONLY) >= 0 || open("/proc/kmsg", O_RDONLY) >= 0) puts("memory");
      if (open("/sys/kernel", O_RDONLY) >= 0 || open("/sys/fs/cgroup", O_RDONLY) >= 0) puts("sys");`,
    ],
    [
      'makes device nodes and opens the host’s',
      `if (mknod("/tmp/mem", S_IFCHR | 0600, 1 << 8 | 1) == 0) puts("mem");
      if (mknod("/tmp/disk", S_IFBLK | 0600, 254 << 8) == 0) puts("disk");
      const char* devices[] = {"/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/dev/fuse", "/dev/kvm", "/dev/loop0",
        "/dev/kfd", "/dev/dri", "/dev/nvidia0", "/dev/nvidiactl", "/dev/net/tun", "/dev/userfaultfd", "/dev/vsock"};
      for (const char* device : devices) if (open(device, O_RDONLY) >= 0) puts(device);`,
    ],
    [
      'becomes somebody else through setuid programs',
      `if (setuid(0) == 0 || setgid(0) == 0 || setresuid(0, 0, 0) == 0) puts("setuid");
      if (prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0 || prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) puts("new privileges");
      int f = open("/tmp/tool", O_CREAT | O_WRONLY, 04755);
      struct stat made;
      if (f >= 0 && chown("/tmp/tool", 0, 0) == 0) puts("chown");
      for (const char* tool : {"/usr/bin/su", "/usr/bin/mount", "/usr/bin/passwd"})
        if (stat(tool, &made) == 0 && (made.st_mode & S_ISUID) && made.st_uid == 0) puts(tool);
      if (system("su -c id >/tmp/out 2>&1 </dev/null && cat /tmp/out") == 0) puts("su");`,
    ],
    [
      'asks for io_uring, keys, BPF and the like',
      `struct { const char* name; long number; } calls[] = {
        {"io_uring_setup", 425}, {"io_uring_enter", 426}, {"io_uring_register", 427}, {"bpf", SYS_bpf},
        {"keyctl", SYS_keyctl}, {"add_key", SYS_add_key}, {"request_key", SYS_request_key},
        {"perf_event_open", SYS_perf_event_open}, {"userfaultfd", SYS_userfaultfd}, {"memfd_create", SYS_memfd_create},
        {"kexec_load", SYS_kexec_load}, {"init_module", SYS_init_module}, {"finit_module", SYS_finit_module},
        {"fanotify_init", SYS_fanotify_init}, {"quotactl", SYS_quotactl}, {"acct", SYS_acct}, {"syslog", SYS_syslog},
        {"process_vm_readv", SYS_process_vm_readv}, {"kcmp", SYS_kcmp}, {"fsopen", 430}, {"open_tree", 428},
        {"mq_open", SYS_mq_open}, {"semget", SYS_semget}, {"msgget", SYS_msgget}};
      for (auto& call : calls) {
        errno = 0;
        if (syscall(call.number, 0, 0, 0, 0, 0, 0) >= 0 || errno != EPERM) printf("%s %d\\n", call.name, errno);
      }
      if (syscall(SYS_swapon, "/tmp/x", 0) >= 0) puts("swapon");`,
    ],
    [
      'leaves its namespaces',
      `for (int flag : {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP}) {
        if (unshare(flag) == 0) printf("unshare %x\\n", flag);
        if (syscall(SYS_clone, flag | SIGCHLD, 0, 0, 0, 0) >= 0) printf("clone %x\\n", flag);
      }
      for (const char* name : {"user", "mnt", "net", "pid"}) {
        char path[64];
        snprintf(path, sizeof path, "/proc/1/ns/%s", name);
        int f = open(path, O_RDONLY);
        if (f >= 0 && setns(f, 0) == 0) puts(path);
      }
      if (sethostname("mine", 4) == 0) puts("hostname");`,
    ],
    [
      'looks for secrets in what others were started with',
      `for (int p = 1; p < 400; p++) {
        for (const char* what : {"environ", "cmdline"}) {
          char path[64], text[65536] = "";
          snprintf(path, sizeof path, "/proc/%d/%s", p, what);
          int f = open(path, O_RDONLY);
          long n = f < 0 ? 0 : read(f, text, sizeof text - 1);
          for (long i = 0; i < n; i++) if (!text[i]) text[i] = ' ';
          if (strstr(text, "TELL_NOBODY") || strstr(text, "DATABASE_URL")) puts(path);
        }
      }`,
    ],
    [
      'raises its priority and pins memory',
      `if (setpriority(0, 0, -10) == 0) puts("nice");
      sched_param p = {.sched_priority = 1};
      if (sched_setscheduler(0, SCHED_FIFO, &p) == 0) puts("real time");
      char* page = (char*)malloc(1 << 20);
      if (mlock(page, 1 << 20) == 0 || mlockall(3) == 0) puts("locked");`,
    ],
  ];

  test.for(fruitless)('%s reaches nothing', async ([, body]) => {
    process.env.TELL_NOBODY = 'secret';
    const program = mainOf(`${body}\nputs("end");`).replace(
      '#include <cerrno>',
      '#include <cerrno>\n#include <sys/resource.h>\n#include <sys/sysmacros.h>',
    );
    const { result } = await tryProgram(program);
    expect(result.stderr).toBe('');
    expect(result).toMatchObject({ status: 'done', exitCode: 0, stdout: 'end\n' });
  });

  const forged: [what: string, bytes: string][] = [
    ['a frame longer than all that follows', '"\\xff\\xff\\xff\\x0f\\x00\\x00\\x00\\x00{}"'],
    ['data without end', '"\\x02\\x00\\x00\\x00\\xff\\xff\\xff\\x7f{}"'],
    ['a header that is no JSON', '"\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\\"t\\""'],
    [
      'a header of a kind that there is not',
      '"\\x0c\\x00\\x00\\x00\\x00\\x00\\x00\\x00{\\"t\\":\\"own\\"} "',
    ],
  ];
  test.for(forged)('writes %s into its recording is believed nothing of it', async ([, bytes]) => {
    const { result, observations } = await tryProgram(
      mainOf(`const char junk[] = ${bytes}; write(3, junk, sizeof junk - 1);`),
    );
    expect(result).toMatchObject({ status: 'done', exitCode: 0 });
    expect(result.detail).toMatch(/recording/);
    expect(observations[0]?.recording).toMatchObject({ complete: false, launches: [], copies: [] });
  });

  test('claims copies of buffers that it never had gets bounds, not trust', async () => {
    const { observations } = await tryProgram(
      mainOf(
        `const unsigned char start[] = {${recordingStart({
          t: 'copy',
          i: 0,
          launch: -1,
          id: 7,
          offset: 0,
          bytes: 4,
        })}}; write(3, start, sizeof start);`,
      ),
    );
    expect(observations[0]?.recording.complete).toBe(false);
  });
});

describe.skipIf(untried)('a source that', () => {
  test('expands macros exponentially is stopped and told which limit it met', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `#define M${i + 1} M${i} M${i} M${i} M${i}`).join(
      '\n',
    );
    const { result } = await tryProgram(`#define M0 int x;\n${levels}\nM30\nint main() {}\n`);
    expect(result.status).toBe('failed');
    expect(['timeout', 'memory', 'output']).toContain(result.reason);
    expect(result.detail).toMatch(/the compiler/);
  });
});
