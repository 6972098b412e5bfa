// PGlite, made safe against its own end. In comes a folder, out comes a client that fails at once when the database
// inside has crashed. PGlite itself would go on calling the crashed program in a loop that never ends, and with it
// the whole server would stand still.
import { PGlite } from '@electric-sql/pglite';

export class DatabaseCrashed extends Error {
  constructor(words: string) {
    super(`the embedded database has crashed: ${words}`);
  }
}

export class EmbeddedPostgres extends PGlite {
  readonly #stderr: StandardError;

  private constructor(folder: string, stderr: StandardError) {
    super(folder, { onStderr: (line) => stderr.take(line) });
    this.#stderr = stderr;
  }

  /** @throws DatabaseCrashed, or what PGlite throws */
  static async open(folder: string): Promise<EmbeddedPostgres> {
    const made = new EmbeddedPostgres(folder, new StandardError());
    await made.waitReady;
    return made;
  }

  /** Every message to the database goes through here. */
  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    const { crash } = this.#stderr;
    if (crash !== undefined) throw new DatabaseCrashed(crash);
    return super.execProtocolRawSync(message);
  }

  /** A crashed database is left as it is: its files are as a kill would have left them. */
  override async close(): Promise<void> {
    if (this.#stderr.crash === undefined) await super.close();
  }
}

/** Reads what the database says before it ends. */
class StandardError {
  #panic = '';
  /** Its last words, once it has crashed. */
  crash: string | undefined;

  /** @returns true: nothing is printed, because the lines may hold values of statements */
  take(line: string): boolean {
    const panic = /\b(?:PANIC|FATAL):\s+(.*)/.exec(line);
    if (panic) this.#panic = panic[1] ?? '';
    if (panic || /^Aborted\(/.test(line)) this.crash = this.#panic || line;
    return true;
  }
}
