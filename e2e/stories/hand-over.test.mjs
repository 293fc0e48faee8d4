// A case is handed over to a server of its own: asked for, consented to on a phone, saved, taken in there, written on,
// and brought back with all that was written.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openVisitor } from '../harness/browser.mjs';
import { checkPage } from '../harness/checks.mjs';
import { startServer } from '../harness/server.mjs';
import { story } from '../harness/story.mjs';
import { ANA, beginFrom, fill, follow, getsSeat, isAt, isWrong, press, reads, setUp } from './steps.mjs';

const JONAS = { name: 'Jonas Weber', address: 'jonas@example.org', as: 'Jonas Weber, for Oak & Ash' };
const PHONE = { device: 'phone', javascript: 'off' };
const OFFICE = 'The server in the pottery';
const CONSENT = 'Consent to the hand-over';
const ALONG = /^They go along/;

const CASE = `
[alliance]
name = "The winter shop"
form = "contract"
stage = "running"
lead = "lind-pottery"
on = 2026-01-05

[[joint_business]]
on = 2026-01-05
purpose = "A shop for the winter, together"
offers = ["Bowls and boards"]
activities = ["craft"]
segments = ["town"]
in_scope = ["The shop"]
out_of_scope = ["Anything else"]
edge = []

[[party]]
id = "lind-pottery"
name = "Lind Pottery"
kind = "firm"
role = "lead"
on = 2026-01-05
people = ["ana-lind"]

[[party]]
id = "oak-and-ash"
name = "Oak & Ash"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["jonas-weber"]
`;

story('a case goes to another server and comes back', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, CASE);
  const jonas = await visitor(PHONE);
  await getsSeat(server, ana, alliance, jonas, JONAS);
  await asks(ana, alliance);
  await consents(ana, jonas, alliance);
  const first = await handsOver(ana, alliance);
  await ana.go(`${alliance}/record`);
  await reads(ana.page, /was handed over and lives at/);
  assert.equal(await ana.page.getByText('Add a note').count(), 0, 'a note can be added where the case does not live');

  const there = await startServer();
  const anaThere = await openVisitor(there.url);
  try {
    await setUp(there, anaThere);
    const taken = await takesIn(anaThere, first);
    await writes(anaThere, taken, 'The kiln was fired for the first time.');
    const jonasThere = await openVisitor(there.url, PHONE);
    try {
      await getsSeat(there, anaThere, taken, jonasThere, JONAS);
      await asks(anaThere, taken, 'And back again');
      await consents(anaThere, jonasThere, taken, { pictures: false });
    } finally {
      await jonasThere.close();
    }
    const second = await handsOver(anaThere, taken, { pictures: false });
    await comesBack(ana, alliance, first, second);
  } finally {
    await anaThere.close();
    await there.stop();
  }
  await jonas.go(`${alliance}/record`);
  await reads(jonas.page, /The kiln was fired for the first time/);
});

async function asks(ana, alliance, why = 'The adviser stops; we keep our own papers') {
  const { page } = ana;
  await ana.go(`${alliance}/record`);
  await follow(page, 'hand-over');
  await isAt(page, 'Hand-over');
  await press(page, 'Ask all parties');
  await isWrong(page, 'Why?', { because: /Write why/, value: '' });
  await fill(page, { 'To which installation, and whose is it?': OFFICE, 'Why?': why });
  await press(page, 'Ask all parties');
  await reads(page, 'It is asked for.');
}

async function consents(ana, jonas, alliance, { pictures = true } = {}) {
  await ana.page.getByLabel(ALONG).check();
  await press(ana.page, CONSENT);
  await reads(ana.page, 'Your consent is on the record.');
  assert.equal(await ana.page.getByRole('button', { name: 'Hand the case over' }).count(), 0);
  await jonas.go(`${alliance}/hand-over`);
  await reads(jonas.page, /Lind Pottery consents; what it told under seal goes along/);
  await press(jonas.page, CONSENT);
  await reads(jonas.page, 'Choose what becomes of what you told under seal.');
  if (pictures) await checkPage(jonas.page, 'hand-over-asked');
  await jonas.page.getByLabel(ALONG).check();
  await press(jonas.page, CONSENT);
  await reads(jonas.page, 'Your consent is on the record.');
}

/** Makes the file, and answers with it and its passphrase. */
async function handsOver(ana, alliance, { pictures = true } = {}) {
  const { page } = ana;
  await ana.go(`${alliance}/hand-over`);
  if (pictures) await checkPage(page, 'hand-over-ready');
  await press(page, 'Hand the case over');
  await isAt(page, 'The case is handed over');
  const [, hash] = /has the hash ([0-9a-f]{16})/.exec(await page.locator('main').innerText());
  const passphrase = await page.locator('#the-passphrase').innerText();
  assert.match(passphrase, /^([0-9a-z]{4}-){5}[0-9a-z]{4}$/);
  if (pictures) await checkPage(page, 'hand-over-made');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), 'case.age');
  const buffer = await readFile(await download.path());
  assert.ok(!buffer.includes('lind-pottery') && !buffer.includes('Oak & Ash'), 'the file tells whose case it is');
  return { buffer, passphrase, hash };
}

async function brings(page, { buffer, passphrase }) {
  await page.getByLabel('The file').setInputFiles({ name: 'case.age', mimeType: 'application/octet-stream', buffer });
  await fill(page, { 'Its passphrase': passphrase.toUpperCase().replaceAll('-', ' ') });
}

async function takesIn(ana, file) {
  const { page } = ana;
  await ana.go('/alliances/new');
  await follow(page, 'A case was handed over to me');
  await brings(page, { ...file, passphrase: 'seven rowing boats' });
  await press(page, 'Take it in');
  await reads(page, /This passphrase does not open the file/);
  await checkPage(page, 'hand-over-new-wrong');
  await brings(page, file);
  await fill(page, { 'Your name, as the case has it': 'Jonas Weber' });
  await press(page, 'Take it in');
  await reads(page, /In this case Jonas Weber speaks for Oak & Ash/);
  await brings(page, file);
  await fill(page, { 'Your name, as the case has it': ANA.name });
  await press(page, 'Take it in');
  await reads(page, /The case is in, its chain is whole/);
  await reads(page, new RegExp(`by the fact ${file.hash}`));
  await checkPage(page, 'hand-over-taken-in');
  return new URL(page.url()).pathname.replace('/hand-over', '');
}

async function writes(ana, alliance, note) {
  await ana.go(`${alliance}/record`);
  await fill(ana.page, { 'What should be remembered?': note });
  await press(ana.page, 'Put it on the record');
  await reads(ana.page, 'The note is on the record.');
}

async function comesBack(ana, alliance, first, second) {
  const { page } = ana;
  await ana.go(`${alliance}/hand-over`);
  await checkPage(page, 'hand-over-elsewhere');
  await brings(page, { ...second, passphrase: first.passphrase });
  await press(page, 'Bring it back');
  await reads(page, /This passphrase does not open the file/);
  await brings(page, second);
  await press(page, 'Bring it back');
  await reads(page, /The case is back, with what was written elsewhere/);
  await writes(ana, alliance, 'Home again.');
}
