// The real binary, started on a free port with a folder of its own, and stopped as an operator would stop it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Outbox } from './mail.mjs';

/** How long a start, an awaited line and a stop may take. */
const PATIENCE = 20_000;

const HOW_TO_BUILD = '`cargo build --package rowlock`, and set it to the path of target/debug/rowlock';

const LISTEN = ['--listen', '127.0.0.1:0'];
const AT = /^Rowlock is at (http:\/\/127\.0\.0\.1:\d+\/)\s*$/m;
const SET_UP = /^Set up: (http:\/\/127\.0\.0\.1:\d+\/set-up\/\S+)\s*$/m;
const SIGN_IN = /^Sign in: (http:\/\/\S+)\s*$/m;
const RESPONDENT = /^Respondent: (.+) (http:\/\/\S+)\s*$/gm;

// The test runner ends a file that takes too long in this way, and what was started in it has to end too.
process.once('SIGTERM', () => process.exit(143));

/**
 * Starts `rowlock serve` on an empty data folder, and on the empty `database` if one is given.
 * Its `url` ends with a slash; `setUp` is the link of the first start.
 *
 * @param {{database?: string}} [options] the address of a PostgreSQL database; without it, SQLite in the data folder
 */
export async function startServer({ database } = {}) {
  const program = binary();
  const folder = await mkdtemp(join(tmpdir(), 'rowlock-e2e-'));
  const outbox = join(folder, 'outbox');
  const run = new Run(program, folder, [
    'serve', '--data', folder, ...LISTEN, '--outbox', outbox,
    ...(database ? ['--database', database] : []),
  ]);
  const [[, url], [, setUp]] = await run.starts([AT, SET_UP]);
  return new Server(run, url, { setUp, outbox: new Outbox(outbox) });
}

/** Starts `rowlock demo`. `signIn` is the link for the adviser; `respondent(name)` awaits that of a respondent. */
export async function startDemo() {
  const program = binary();
  const folder = await mkdtemp(join(tmpdir(), 'rowlock-e2e-demo-'));
  const run = new Run(program, folder, ['demo', ...LISTEN]);
  const [[, url], [, signIn]] = await run.starts([AT, SIGN_IN]);
  return new Server(run, url, { signIn });
}

function binary() {
  const program = process.env.ROWLOCK_BIN;
  if (!program) throw new Error(`ROWLOCK_BIN is not set\nhint: ${HOW_TO_BUILD}`);
  return program;
}

class Server {
  #run;
  #outbox;

  constructor(run, url, { outbox, ...links }) {
    this.#run = run;
    this.#outbox = outbox;
    this.url = url;
    Object.assign(this, links);
  }

  /** The newest mail to `address` that was not handed out yet; see `Outbox.mail`. */
  mail(address, options) {
    if (!this.#outbox) throw new Error('the demo has no outbox');
    return this.#outbox.mail(address, options);
  }

  /** The mails to `address` that lie in the outbox and were not handed out yet. */
  unreadMail(address) {
    return this.#outbox.unread(address);
  }

  /** The names and links of the respondents told so far. */
  get respondents() {
    return [...this.#run.said.matchAll(RESPONDENT)].map(([, name, url]) => ({ name, url }));
  }

  /** The link of the respondent called `name`. */
  async respondent(name) {
    const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const [, url] = await this.#run.line(new RegExp(`^Respondent: ${escaped} (http://\\S+)\\s*$`, 'm'));
    return url;
  }

  /** What the server wrote to standard error so far. */
  get log() {
    return this.#run.complained;
  }

  /** Asks the server to stop, and throws unless it does so in good order. */
  stop() {
    return this.#run.stop();
  }
}

/** One run of the binary, with all that it prints. */
class Run {
  said = '';
  complained = '';
  #folder;
  #child;
  #ended;
  #waiting = new Set();
  /** For a test that ends without a stop. */
  #abandon = () => {
    this.#child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  };

  constructor(program, folder, words) {
    this.#folder = folder;
    this.name = `rowlock ${words[0]}`;
    this.#child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout.setEncoding('utf8').on('data', (text) => this.#hear('said', text));
    this.#child.stderr.setEncoding('utf8').on('data', (text) => this.#hear('complained', text));
    this.#ended = once(this.#child, 'close').then(
      ([code, signal]) => (signal ? `by ${signal}` : `with status ${code}`),
      (error) => `before it began: ${error.message}`,
    );
    // A test that fails before it stops its server ends all the same, and the server with it.
    [this.#child, this.#child.stdout, this.#child.stderr].forEach((handle) => handle.unref());
    process.on('exit', this.#abandon);
  }

  /** Awaits the lines that tell of a good start, and cleans up after a bad one. */
  async starts(patterns) {
    try {
      return await Promise.all(patterns.map((pattern) => this.line(pattern)));
    } catch (error) {
      await this.#remove();
      throw error;
    }
  }

  /** Awaits a line of standard output. */
  line(pattern) {
    const found = new Promise((resolve) => {
      const look = () => {
        const match = pattern.exec(this.said);
        if (match) {
          this.#waiting.delete(look);
          resolve(match);
        }
      };
      this.#waiting.add(look);
      look();
    });
    const ended = this.#ended.then((how) => {
      throw this.#error(`ended ${how} without a line like ${pattern.source}`);
    });
    return this.#inTime(Promise.race([found, ended]), `has not printed a line like ${pattern.source}`);
  }

  async stop() {
    const { exitCode, signalCode } = this.#child;
    try {
      if (exitCode !== null || signalCode !== null) {
        throw this.#error(`had ended ${await this.#ended} before it was stopped`);
      }
      this.#child.kill('SIGTERM');
      const how = await this.#inTime(this.#ended, 'has not stopped on SIGTERM');
      if (how !== 'with status 0') throw this.#error(`ended ${how} on SIGTERM`);
      if (/panicked at/.test(this.complained)) throw this.#error('panicked');
    } finally {
      await this.#remove();
    }
  }

  #hear(where, text) {
    this[where] += text;
    for (const look of [...this.#waiting]) look();
  }

  async #inTime(work, complaint) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(this.#error(`${complaint} within ${PATIENCE / 1000} s`)), PATIENCE);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  async #remove() {
    this.#child.kill('SIGKILL');
    await this.#inTime(this.#ended, 'cannot be killed');
    process.off('exit', this.#abandon);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #error(what) {
    const tail = (text) => text.trimEnd().split('\n').slice(-40).join('\n');
    const printed = `-- standard output:\n${tail(this.said)}\n-- standard error:\n${tail(this.complained)}`;
    return new Error(`${this.name} ${what}\n${printed}`);
  }
}
