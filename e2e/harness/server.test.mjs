// The harness's own test of starting, hearing and stopping a server, and of reading its mails.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseMail } from './mail.mjs';
import { startDemo, startServer } from './server.mjs';
import { story } from './story.mjs';

/** Stories that run at the same time have folders too; these are this file's alone. */
const place = mkdtempSync(join(tmpdir(), 'rowlock-harness-'));
process.env.TMPDIR = place;

after(() => rmSync(place, { recursive: true }));

beforeEach(() => {
  process.env.ROWLOCK_BIN = fileURLToPath(new URL('fake-rowlock.mjs', import.meta.url));
  delete process.env.FAKE_ROWLOCK;
});

test('a server tells its address and its set-up link, and leaves nothing behind', async () => {
  const before = await folders();
  const server = await startServer();
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assert.equal(server.setUp, `${server.url}set-up/first-token`);
  await server.stop();
  assert.deepEqual(await folders(), before);
});

test('a database is passed on', async () => {
  const server = await startServer({ database: 'postgres://localhost/empty' });
  assert.equal(server.setUp, `${server.url}set-up/database-token`);
  await server.stop();
});

test('a demo tells its links', async () => {
  const demo = await startDemo();
  assert.equal(demo.signIn, `${demo.url}sign-in/abc`);
  assert.equal(await demo.respondent('Bert van Dam'), `${demo.url}answer/2`);
  assert.equal(await demo.respondent('Anna (chair)'), `${demo.url}answer/1`);
  assert.deepEqual(demo.respondents.map(({ name }) => name), ['Anna (chair)', 'Bert van Dam']);
  assert.throws(() => demo.mail('anna@example.org'), /no outbox/);
  await demo.stop();
});

test('each mail is handed out once, the newest first', async () => {
  const server = await startServer();
  const ask = (address) => fetch(server.url + encodeURIComponent(address), { method: 'POST' });
  await ask('anna@example.org');
  await ask('Anna@example.org');
  await ask('bert@example.org');
  const second = await server.mail('anna@example.org', { about: /^Sign in – \d$/ });
  assert.equal(second.subject, 'Sign in – 2');
  assert.match(second.text, /once\./);
  assert.match(second.text, /1 hour – once/);
  assert.deepEqual(second.links, [
    'http://127.0.0.1:1/sign-in/2-and-a-token-that-is-long-enough-to-be-broken-over-two-lines',
  ]);
  const later = server.mail('anna@example.org');
  await ask('anna@example.org');
  assert.equal((await later).subject, 'Sign in – 4');
  await server.stop();
});

test('a start or a stop that goes wrong is told with what the server said', async () => {
  const before = await folders();
  process.env.FAKE_ROWLOCK = 'does-not-start';
  await assert.rejects(startServer(), /rowlock serve ended with status 3 without a line like[^]*cannot be read/);
  process.env.FAKE_ROWLOCK = 'stops-with-status';
  await assert.rejects((await startServer()).stop(), /ended with status 4 on SIGTERM/);
  process.env.FAKE_ROWLOCK = 'stops-badly';
  await assert.rejects((await startServer()).stop(), /panicked[^]*src\/main\.rs/);
  process.env.ROWLOCK_BIN = '/nowhere/rowlock';
  await assert.rejects(startDemo(), /rowlock demo ended before it began: .*ENOENT/);
  assert.deepEqual(await folders(), before);
});

test('without a binary the hint says how to get one', async () => {
  delete process.env.ROWLOCK_BIN;
  await assert.rejects(startServer(), /ROWLOCK_BIN is not set\nhint: /);
});

test('a plain mail is read as it stands', () => {
  const header = 'To: a@example.org, B <b@example.org>\nSubject: Hello\n';
  const mail = parseMail(`${header}\nSee http://x.test/a?b=c#d, and rest.\n`);
  assert.deepEqual(mail.to, ['a@example.org', 'b@example.org']);
  assert.equal(mail.subject, 'Hello');
  assert.deepEqual(mail.links, ['http://x.test/a?b=c#d']);
});

story('a story has a server and visitors', async ({ server, visitor }) => {
  const anna = await visitor();
  const bert = await visitor({ device: 'phone', javascript: 'off' });
  await anna.go('/');
  await bert.go(new URL(server.setUp).pathname);
  assert.equal(await bert.page.title(), 'A page');
});

async function folders() {
  return (await readdir(place)).filter((name) => name.startsWith('rowlock-e2e-'));
}
