#!/usr/bin/env node
// Says what the real binary says, for the harness's own test. How it misbehaves stands in FAKE_ROWLOCK.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [command, ...words] = process.argv.slice(2);
const option = (name) => words.includes(name) && words[words.indexOf(name) + 1];
const fault = process.env.FAKE_ROWLOCK ?? '';

if (fault === 'does-not-start') {
  console.error('the data folder cannot be read');
  process.exit(3);
}

const server = createServer((request, response) => {
  const address = decodeURIComponent(request.url.slice(1));
  if (request.method === 'POST') post(address);
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><h1>Hello</h1>');
}).listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}/`;
  if (command === 'demo') {
    console.log(`Rowlock is at ${address}\nSign in: ${address}sign-in/abc`);
    console.log(`Respondent: Anna (chair) ${address}answer/1\nRespondent: Bert van Dam ${address}answer/2`);
  } else {
    console.log(`Set up: ${address}set-up/${option('--database') ? 'database' : 'first'}-token`);
    console.log(`Rowlock is at ${address}`);
  }
});

process.on('SIGTERM', () => {
  if (fault === 'stops-badly') console.error("thread 'main' panicked at src/main.rs:1:1");
  process.exit(fault === 'stops-with-status' ? 4 : 0);
});

let count = 0;

function post(address) {
  count += 1;
  const outbox = option('--outbox');
  mkdirSync(outbox, { recursive: true });
  const link = `http://127.0.0.1:1/sign-in/${count}-and-a-token-that-is-long-enough-to-be-broken-over-two-lines`;
  const body = `Good day,\n\nsign in at ${link}.\n\nIt is open for 1 hour – once.\n`;
  const quoted = Buffer.from(body).toString('latin1')
    .replace(/[=\x80-\xff]/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replace(/(.{60})/g, '$1=\n');
  const mail = [
    'From: Rowlock <rowlock@example.org>',
    `To: "Anna, chair"\n <${address}>`,
    `Subject: =?utf-8?b?${Buffer.from(`Sign in – ${count}`).toString('base64')}?=`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative;\n boundary="here"',
    '',
    '--here\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n',
    quoted,
    '--here\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n',
    Buffer.from(`<p><a href="${link}">Sign in</a>`).toString('base64'),
    '--here--\n',
  ].join('\n');
  writeFileSync(join(outbox, `${count}.eml`), mail.replace(/\n/g, '\r\n'));
}
