// What people do again and again in stories, and what they look for.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

export const ANA = { name: 'Ana Lind', address: 'ana@example.org', password: 'two oars in one rowlock' };

/** Does something that leads to another page, and insists on the status of that page. */
export async function leads(page, act, status = 200) {
  const isAnswer = (response) =>
    response.request().isNavigationRequest() && ![301, 302, 303, 307, 308].includes(response.status());
  const coming = Promise.all([page.waitForResponse(isAnswer), page.waitForEvent('load')]);
  // Where the act itself fails, that is what is told.
  coming.catch(() => {});
  await act();
  const [answer] = await coming;
  if (answer.status() !== status) {
    const seen = await page.locator('main').innerText();
    throw new Error(`${answer.url()} answered with status ${answer.status()}, expected ${status}:\n${seen}`);
  }
}

/** Presses the first button with this name. */
export async function press(page, name, { within = page, status } = {}) {
  await leads(page, () => within.getByRole('button', { name, exact: true }).first().click(), status);
}

/** Follows the first link with this name. */
export async function follow(page, name, { within = page, status } = {}) {
  await leads(page, () => within.getByRole('link', { name, exact: true }).first().click(), status);
}

/** Fills fields in, by their labels. */
export async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

/** The path of a link that was printed, mailed or shown. */
export function pathOf(link) {
  return new URL(link).pathname;
}

/** Insists that this is read on the page. */
export async function reads(page, text) {
  await page.getByText(text).first().waitFor();
}

/** Insists on the one heading. */
export async function isAt(page, heading) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Insists that a field says what is wrong with it to whoever looks and to whoever listens, and keeps its value. */
export async function isWrong(page, label, { because, value }) {
  const field = page.getByLabel(label, { exact: true });
  assert.equal(await field.getAttribute('aria-invalid'), 'true', `the field “${label}” is not marked as wrong`);
  const ids = (await field.getAttribute('aria-describedby')).split(' ');
  const words = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
  assert.match(words.join(' '), because);
  assert.equal(await field.inputValue(), value, `what was typed into “${label}” is lost`);
  await page.getByRole('alert').getByRole('link', { name: because }).waitFor();
}

/** Opens the first account by the link of the first start. */
export async function setUp(server, { page }, who = ANA) {
  await page.goto(server.setUp);
  await fill(page, { 'Your name': who.name, 'Your mail address': who.address, 'A password': who.password });
  await press(page, 'Open my account');
  await isAt(page, 'Desk');
}

/** Signs in with a password. */
export async function signIn({ page }, { address, password }) {
  await page.goto('/sign-in');
  await fill(page, { 'Your mail address': address, 'Your password': password });
  await press(page, 'Sign in');
}

/** Signs in by a link from a mail. */
export async function signInBy({ page }, link) {
  await page.goto(link);
  await press(page, 'Sign in');
  await isAt(page, 'Desk');
}

/** Gives a seat, on the page of seats. */
export async function giveSeat({ page }, { name, address, as }) {
  await fill(page, { 'Their name': name, 'Mail address': address });
  await page.getByLabel('They are').selectOption(as);
  await press(page, 'Give the seat');
}

/** Gets a seat, reads of it in a mail, and signs in by its link. */
export async function getsSeat(server, ana, alliance, visitor, who) {
  await ana.go(`${alliance}/seats`);
  await giveSeat(ana, who);
  await reads(ana.page, 'The seat is given.');
  const mail = await server.mail(who.address, { about: /Your seat in The winter shop/ });
  assert.match(mail.text, /Ana Lind has given you a seat/);
  await signInBy(visitor, mail.links[0]);
}

/** The text of a sample case. */
export function sample(name) {
  return readFile(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
}

/** The three workshops of the sample, as partners, and nobody asked yet. */
export async function winterShop() {
  const text = await sample('winter-shop.toml');
  const [before] = text.split(/^# -+ a round that is open$/m);
  assert.notEqual(before, text, 'the sample has no round at its end any more');
  return before.replaceAll('role = "candidate"', 'role = "partner"').replace('"considering"', '"forming"');
}

/** Begins an alliance from a case file, and answers with its path. */
export async function beginFrom({ page }, text, name = 'case.toml') {
  await page.goto('/alliances/new/file');
  await page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await press(page, 'Take it in');
  await reads(page, 'The case is in.');
  return new URL(page.url()).pathname;
}

/** What the server answers to this visitor's cookies, with nothing rendered. */
export async function ask(visitor, path, { method = 'GET', body } = {}) {
  const cookies = (await visitor.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const origin = visitor.address.replace(/\/$/, '');
  const headers = { cookie: cookies, origin, ...(body && { 'content-type': 'application/x-www-form-urlencoded' }) };
  return fetch(new URL(path, visitor.address), { method, body, headers, redirect: 'manual' });
}

/** The rows of a list as CSV. */
export function parseCsv(text) {
  const rows = [];
  // A cell, in quotation marks or plain, and what ends it.
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (rows.length === 0 || rows.at(-1).ended) rows.push({ cells: [] });
    rows.at(-1).cells.push(quoted?.replaceAll('""', '"') ?? plain);
    rows.at(-1).ended = end !== ',';
  }
  const whole = rows.map(({ cells }) => cells);
  return whole.at(-1)?.join('') === '' ? whole.slice(0, -1) : whole;
}
