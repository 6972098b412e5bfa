// The command line: argv goes in, one verb answers. Wrong usage of any verb is one sentence on stderr and exit 2. Each
// verb is loaded when it is called, so that none waits for what another one needs.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type ArchitectureId, architectureIds, isArchitectureId } from '@/lib/run/architectures';
import { isWarpSize, type RunnerId, runnerIds, type WarpSize } from '@/lib/run/runner';
import { launchForms, libraryFlavours, rocmVersions } from '@/lib/targets/options';
import { targetIds } from '@/lib/targets/target';
import { version } from '../package.json';
import { WrongUsage } from './wrong-usage';

const rocmOption = () =>
  new Option('--rocm <version>', 'the ROCm version to write for').choices(rocmVersions).default('6.4');

function runnerList(words: string): RunnerId[] {
  return words.split(',').map((word) => {
    const id = runnerIds.find((known) => known === word.trim());
    if (!id)
      throw new InvalidArgumentError(`there is no runner ${word}; the runners are ${runnerIds.join(', ')}.`);
    return id;
  });
}

function warpList(words: string): WarpSize[] {
  return words.split(',').map((word) => {
    const warp = Number(word);
    if (!isWarpSize(warp)) throw new InvalidArgumentError('a warp size is 32 or 64, or both as 32,64.');
    return warp;
  });
}

function archList(words: string): ArchitectureId[] {
  return words.split(',').map((word) => {
    const id = word.trim();
    if (!isArchitectureId(id))
      throw new InvalidArgumentError(
        `there is no architecture ${id}; the architectures are ${architectureIds.join(', ')}.`,
      );
    return id;
  });
}

function seconds(word: string): number {
  const value = Number(word);
  if (!(value > 0)) throw new InvalidArgumentError('a timeout is a number of seconds greater than 0.');
  return value;
}

function runs(word: string): number {
  const value = Number(word);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a number of runs is a whole number greater than 0.');
  return value;
}

function tolerance(word: string): { relative: number; absolute: number } {
  const [relative = Number.NaN, absolute = 0, ...more] = word.split(',').map(Number);
  if (!(relative >= 0 && relative <= 1 && absolute >= 0) || more.length > 0 || word.trim() === '')
    throw new InvalidArgumentError(
      'a tolerance is a part of the value from 0 to 1, and perhaps a comma and an absolute one.',
    );
  return { relative, absolute };
}

function programWith(end: (status: number) => void): Command {
  const program = new Command('crosswarp')
    .description('Port CUDA programs to other hardware, and prove the ports right.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });

  program
    .command('translate')
    .description('write the port of a CUDA file or folder')
    .argument('<file|folder>')
    .addOption(new Option('--to <target>', 'the output language').choices(targetIds).default('hip'))
    .addOption(rocmOption())
    .addOption(
      new Option('--launch <form>', 'how launches are written').choices(launchForms).default('chevrons'),
    )
    .addOption(
      new Option('--libraries <flavour>', 'which libraries to use').choices(libraryFlavours).default('hip'),
    )
    .option('--fix', 'also apply all safe fixes')
    .option('--no-fix', 'apply no fixes at all')
    .option('-o, --out <out>', 'where to write; a folder needs it')
    .option('--json', 'answer as JSON')
    .action(async (path: string, flags) => {
      end(
        await (await import('./translate')).translate(path, {
          target: flags.to,
          rocm: flags.rocm,
          launch: flags.launch,
          libraries: flags.libraries,
          applyFixes: flags.fix !== false,
          fixAll: flags.fix === true,
          out: flags.out,
          json: flags.json,
        }),
      );
    });

  program
    .command('check')
    .description('list what will not mean the same')
    .argument('<file|folder>')
    .addOption(rocmOption())
    .option('--json', 'answer as JSON')
    .action(async (path: string, flags) => end(await (await import('./translate')).check(path, flags)));

  program
    .command('run')
    .description('build and run a program and its port, and compare them')
    .argument('<file|folder>')
    .option('--on <runner,...>', 'where to run', runnerList)
    .option('--port <file>', 'take this file as the HIP port instead of our translation')
    .option('--warp <32|64|32,64>', 'warp sizes', warpList)
    .option('--arch <gfx90a,sm_90>', 'what hip-amd and cuda-nvidia build for', archList)
    .option('--ir', 'hip-amd and cuda-nvidia also give LLVM IR')
    .option('--plan <plan.json>', 'launches of a kernel-only source')
    .option(
      '--check',
      'watch every access to memory: bounds, races, what was never written or freed (several times slower)',
    )
    .option(
      '--tolerance <relative[,absolute]>',
      'how far floats may lie apart, instead of what is measured',
      tolerance,
    )
    .option('--json', 'answer as JSON')
    .option('--timeout <seconds>', 'bound on each run', seconds)
    .addOption(rocmOption())
    .action(async (path: string, flags) => end(await (await import('./run')).run(path, flags)));

  program
    .command('reduce')
    .description('make a program whose port differs as small as it can be while it still differs')
    .argument('<file|folder>')
    .option('--on <runner,...>', 'where to run', runnerList)
    .option('--warp <32|64|32,64>', 'warp sizes', warpList)
    .option(
      '--tolerance <relative[,absolute]>',
      'how far floats may lie apart, instead of what is measured',
      tolerance,
    )
    .option('--limit <runs>', 'the most runs that it takes', runs, 300)
    .option('-o, --out <folder>', 'write it there as a case of tests/corpus; else to stdout')
    .addOption(rocmOption())
    .action(async (path: string, flags) => end(await (await import('./reduce')).reduce(path, flags)));

  program
    .command('runners')
    .description('say which runners are here, and how to get the others')
    .option('--json', 'answer as JSON')
    .action(async (flags) => end(await (await import('./runners')).listRunners(flags)));

  program
    .command('explain')
    .description('explain a message, or say what a CUDA name becomes')
    .argument('<code|CUDA name>')
    .action(async (word: string) => end((await import('./explain')).explain(word)));

  program
    .command('serve')
    .description('serve the web app')
    .option('--port <port>', 'the port to listen on', '3000')
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .action(async (flags) => end(await (await import('./serve')).serve(flags)));

  program
    .command('worker')
    .description('take jobs from a shared queue')
    .action(() => {
      throw new WrongUsage('worker is not built yet: this version runs jobs inside the web app alone');
    });
  return program;
}

async function main(): Promise<number> {
  let status = 0;
  const program = programWith((value) => {
    status = value;
  });
  try {
    await program.parseAsync(process.argv);
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (error.code === 'commander.help') {
        process.stderr.write(`${program.helpInformation()}`);
        return 2;
      }
      const [said = ''] = error.message.replace(/^error: /, 'crosswarp: ').split('\n');
      process.stderr.write(
        `${said
          .replace(/ is invalid\. /, ' is not taken: ')
          .replace('Allowed choices are', 'the choices are')
          .replace(/\.$/, '')}\n`,
      );
      return 2;
    }
    const { WrongSettings } = await import('@/lib/server/settings');
    if (error instanceof WrongUsage || error instanceof WrongSettings) {
      process.stderr.write(`crosswarp: ${error.message}\n`);
      return 2;
    }
    // What nobody foresaw. The stack's places are what a report needs; Node itself would print the bundled line.
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    const places = stack.split('\n').filter((line) => /^ +at /.test(line));
    process.stderr.write(
      `crosswarp: something failed in Crosswarp itself, and not by your input: ${message}\n${places.slice(0, 8).join('\n')}\n`,
    );
    return 1;
  }
}

// A reader that closes the pipe early (head) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main();
