// Mails as the server writes them into its outbox: one `.eml` file each.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a mail may take, and how often the folder is looked at. */
const PATIENCE = 10_000;
const INTERVAL = 25;

/** The mails in one folder. Each is handed out once, so that a later call waits for a later mail. */
export class Outbox {
  #folder;
  #handedOut = new Set();

  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * The newest mail to `address` that was not handed out yet, awaited if need be.
   *
   * @param {string} address
   * @param {{about?: RegExp}} [options] what the subject has to match
   * @returns {Promise<{to: string[], from: string[], subject: string, text: string, html: string, links: string[]}>}
   */
  async mail(address, { about = /(?:)/ } = {}) {
    const wanted = (mail) => mail.to.includes(address.toLowerCase()) && about.test(mail.subject);
    const end = performance.now() + PATIENCE;
    for (;;) {
      const fitting = (await this.#unread()).filter(({ mail }) => wanted(mail));
      if (fitting.length > 0) {
        fitting.forEach(({ file }) => this.#handedOut.add(file));
        return fitting.at(-1).mail;
      }
      if (performance.now() > end) throw new Error(await this.#nothingFor(address, about));
      await pause(INTERVAL);
    }
  }

  /** The mails to `address` that were not handed out yet, as they lie there now. */
  async unread(address) {
    return (await this.#unread()).map(({ mail }) => mail).filter((mail) => mail.to.includes(address.toLowerCase()));
  }

  async #unread() {
    const found = [];
    for (const file of (await this.#files()).filter((file) => !this.#handedOut.has(file))) {
      const mail = await whole(join(this.#folder, file));
      if (mail) found.push({ file, mail });
    }
    return found;
  }

  /** The files, oldest first. */
  async #files() {
    const names = await readdir(this.#folder).catch(() => []);
    const dated = names.filter((name) => name.endsWith('.eml')).map(async (name) => {
      const { mtimeNs } = await stat(join(this.#folder, name), { bigint: true });
      return { name, mtimeNs };
    });
    const order = (a, b) => Number(a.mtimeNs - b.mtimeNs) || (a.name < b.name ? -1 : 1);
    return (await Promise.all(dated)).sort(order).map(({ name }) => name);
  }

  async #nothingFor(address, about) {
    const others = (await this.#unread()).map(({ mail }) => `  to ${mail.to.join(', ')}: ${mail.subject}`);
    const rest = others.length > 0 ? `; unread are:\n${others.join('\n')}` : '; no other is unread';
    return `no new mail to ${address}${about.source === '(?:)' ? '' : ` about ${about}`}${rest}`;
  }
}

/** Reads one mail. */
export function parseMail(source) {
  const { headers, content } = split(source.replace(/\r\n/g, '\n'));
  const parts = leaves(headers, content);
  const text = parts.find(({ type }) => type === 'text/plain')?.body ?? '';
  const html = parts.find(({ type }) => type === 'text/html')?.body ?? '';
  return {
    to: addresses(headers.get('to')),
    from: addresses(headers.get('from')),
    subject: decodeWords(headers.get('subject') ?? ''),
    text,
    html,
    links: links(text, html),
  };
}

/** The mail in `path`, unless it is still being written. */
async function whole(path) {
  const first = await readFile(path, 'latin1');
  await pause(INTERVAL);
  const second = await readFile(path, 'latin1');
  return first === second && first !== '' ? parseMail(second) : undefined;
}

/** The header fields by lower-case name, unfolded, and what follows them. */
function split(source) {
  const at = source.indexOf('\n\n');
  const head = at < 0 ? source : source.slice(0, at);
  const headers = new Map();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, content: at < 0 ? '' : source.slice(at + 2) };
}

/** The parts of a mail that hold something, with their type. */
function leaves(headers, content) {
  const field = headers.get('content-type') ?? 'text/plain; charset=utf-8';
  const type = field.split(';')[0].trim().toLowerCase();
  const boundary = /boundary="?([^";]+)"?/i.exec(field)?.[1];
  if (!type.startsWith('multipart/') || !boundary) {
    const charset = /charset="?([^";\s]+)"?/i.exec(field)?.[1] ?? 'utf-8';
    return [{ type, body: decode(content, headers.get('content-transfer-encoding'), charset) }];
  }
  const sections = `\n${content}`.split(`\n--${boundary}`).slice(1);
  return sections
    .filter((section) => !section.startsWith('--'))
    .map((section) => split(section.replace(/^[ \t]*\n/, '')))
    .flatMap((section) => leaves(section.headers, section.content));
}

function decode(content, encoding = '7bit', charset) {
  const bytes = {
    'base64': () => Buffer.from(content, 'base64'),
    'quoted-printable': () => Buffer.from(unquote(content.replace(/[ \t]*=\n/g, '')), 'latin1'),
  }[encoding.trim().toLowerCase()];
  return new TextDecoder(charset).decode(bytes ? bytes() : Buffer.from(content, 'latin1'));
}

function unquote(text) {
  return text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

/** Words such as `=?utf-8?q?=C3=A9t=C3=A9?=` in a header field. */
function decodeWords(field) {
  const joined = field.replace(/(\?=)\s+(=\?)/g, '$1$2');
  const word = /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi;
  const text = joined.replace(word, (_, charset, kind, body) => {
    const encoding = kind.toLowerCase() === 'b' ? 'base64' : 'quoted-printable';
    return decode(encoding === 'base64' ? body : body.replace(/_/g, ' '), encoding, charset);
  });
  return /[\x80-\xff]/.test(field) ? new TextDecoder().decode(Buffer.from(field, 'latin1')) : text;
}

function addresses(field = '') {
  return (field.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? []).map((address) => address.toLowerCase());
}

/** All addresses of pages, those of the text first, without the full stop that ends a sentence. */
function links(text, html) {
  const inText = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const inHtml = [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, link]) => link.replace(/&amp;/g, '&'));
  return [...new Set([...inText.map((link) => link.replace(/[.,;:!?)\]]+$/, '')), ...inHtml])];
}
