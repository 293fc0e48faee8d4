// Due diligence, both ways: the lead opens an exchange with a candidate, who fills its pack on a phone by a link. Nobody
// sees anything early; then both see everything at one moment, a flag is raised, and cleared.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { openLink } from './rounds.mjs';
import { ask, beginFrom, fill, follow, isAt, isWrong, pathOf, press, reads, sample, setUp } from './steps.mjs';

const PHONE = { device: 'phone', javascript: 'off' };
const OAK = 'Oak & Ash';
const INSURANCE = 'Insurance in force';
const COURTS = 'Court cases and judgments';
const THEIR_NOTE = 'Cover ends on 30 April; the broker is called Thistledown';
const OUR_NOTE = 'Cover with the guild, to the end of next year';
const PDF = { name: '../certificate.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 certificate') };
const PROGRAM = { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0000\u0001 a program') };

story('two sides show each other the same, at one moment', async ({ server, visitor }) => {
  const ana = await visitor();
  const exchange = await opens(server, ana);
  const jonas = await visitor(PHONE);
  const link = await mailed(server, ana, exchange);
  await fillsIn(jonas, link);

  // Nothing early: neither on pages, nor in what can be saved.
  const alliance = exchange.replace(/\/diligence.*/, '');
  for (const path of [exchange, `${alliance}/record`, `${alliance}/record/export`, `${alliance}/diligence.csv`]) {
    const text = await (await ask(ana, path)).text();
    assert.ok(!text.includes('Thistledown') && !text.includes('certificate'), `${path} tells what was handed in`);
  }
  await ana.go(exchange);
  await reads(ana.page, /1 of 2 packs in/);
  await checkPage(ana.page, 'exchange-one-in');

  await handsInToo(ana, exchange);
  await readsBoth(server, ana, jonas);
  await flagsAndClears(ana, jonas, alliance, link);
});

story('a candidate takes the pack back, begins anew, and leaves', async ({ server, visitor }) => {
  const ana = await visitor();
  const exchange = await opens(server, ana);
  await ana.go(exchange);
  await ana.page.getByText(`A link for ${OAK}`).click();
  await press(ana.page, 'Make a link to hand over');
  await reads(ana.page, `A link for ${OAK}.`);
  await checkPage(ana.page, 'exchange-link');
  const link = pathOf(await ana.page.locator('#fresh-link').innerText());
  const jonas = await visitor(PHONE);
  const { page } = jonas;
  await openLink(jonas, link);
  await reads(page, /This link was handed to you, not mailed/);
  await fillsIn(jonas, link);
  await page.getByText('Take the pack back').click();
  await press(page, 'Take it back');
  await follow(page, 'Begin');
  assert.ok(!(await page.content()).includes('Thistledown'), 'what was taken back is read by the link');
  await jonas.go(link);
  await page.getByText('Leave this exchange').click();
  await fill(page, { 'Why? You may leave this empty.': 'We found a shop of our own' });
  await press(page, 'Leave, and end it');
  await isAt(page, 'This ended without an exchange');
  await checkPage(page, 'pack-closed');
  await ana.go(exchange);
  await reads(ana.page, /We found a shop of our own/);
  await checkPage(ana.page, 'exchange-closed');
});

async function opens(server, ana) {
  await setUp(server, ana);
  const { page } = ana;
  const alliance = await beginFrom(ana, await sample('winter-shop.toml'));
  await ana.go(`${alliance}/focus`);
  await follow(page, 'Due diligence', { within: page.locator('.cards') });
  await checkPage(page, 'diligence-empty');
  await follow(page, 'Open an exchange');
  await press(page, 'Open it');
  await reads(page, 'Choose two parties or more: each shows what it asks of the others.');
  await isWrong(page, 'Why do you ask?', { because: /Write why you ask/, value: '' });
  await page.getByLabel(OAK).check();
  await page.getByLabel(INSURANCE).check();
  await page.getByLabel(COURTS).check();
  await fill(page, { 'Why do you ask?': 'Before we sign for the shop' });
  await checkPage(page, 'exchange-new-wrong');
  await press(page, 'Open it');
  await reads(page, 'The exchange is open.');
  return new URL(page.url()).pathname;
}

async function mailed(server, ana, exchange) {
  const { page } = ana;
  await ana.go(exchange);
  await page.getByText(`A link for ${OAK}`).click();
  await fill(page, { 'Who fills it in': 'Jonas', 'Mail address': 'jonas@example.org' });
  await press(page, 'Send a mail');
  const mail = await server.mail('jonas@example.org', { about: /what you show each other/ });
  assert.match(mail.text, /you and Lind Pottery show each other the same 2 things/);
  return pathOf(mail.links[0]);
}

/** Fills a pack in, and hands it in, on a phone. */
async function fillsIn(jonas, link) {
  const { page } = jonas;
  await jonas.go(link);
  await isAt(page, 'What you show each other');
  await reads(page, /Until all packs are in, others see only whether yours is in/);
  await checkPage(page, 'pack-welcome');
  await follow(page, 'Begin');
  await isAt(page, INSURANCE);
  await page.getByLabel(/^We consent that Lind Pottery/).check();
  await fill(page, { 'Add a note': THEIR_NOTE });
  await press(page, 'Save, and stay here');
  await page.getByLabel('Files', { exact: true }).setInputFiles([PROGRAM, PDF]);
  await press(page, 'Put them in');
  await reads(page, /“report.pdf” is not a file that we take/);
  await reads(page, 'certificate.pdf');
  await checkPage(page, 'pack-check');
  await press(page, 'Save and go on');
  await isAt(page, COURTS);
  await page.getByLabel('We have nothing to show').check();
  await press(page, 'Save and go on');
  await isWrong(page, 'Why, if you show nothing or decline', { because: /Write why/, value: '' });
  await fill(page, { 'Why, if you show nothing or decline': 'There never was a case' });
  await press(page, 'Save and go on');
  await isAt(page, 'Look over your pack');
  await reads(page, THEIR_NOTE);
  await checkPage(page, 'pack-review');
  await press(page, 'Hand in my pack');
  await isAt(page, 'Your pack is in, and sealed');
  await reads(page, '1 of 2 packs are in.');
  await checkPage(page, 'pack-in');
}

async function handsInToo(ana, exchange) {
  const { page } = ana;
  await follow(page, 'Fill in your pack');
  await checkPage(page, 'pack-own');
  await follow(page, 'Begin');
  await page.getByLabel(/^We consent that Oak & Ash/).check();
  await fill(page, { 'Add a note': OUR_NOTE });
  await press(page, 'Save and go on');
  await page.getByLabel('We decline this check').check();
  await fill(page, { 'Why, if you show nothing or decline': 'We would have to ask our brother first' });
  await press(page, 'Save and go on');
  await reads(page, /Yours is the last pack that is missing/);
  await press(page, 'Hand in my pack');
  await ana.go(exchange);
}

async function readsBoth(server, ana, jonas) {
  for (const words of [THEIR_NOTE, OUR_NOTE, 'There never was a case', 'certificate.pdf']) await reads(ana.page, words);
  await checkPage(ana.page, 'exchange-packs');
  const file = await ana.page.getByRole('link', { name: 'certificate.pdf' }).getAttribute('href');
  const saved = await ask(ana, file);
  assert.match(saved.headers.get('content-disposition'), /^attachment; filename="certificate.pdf"/);
  assert.equal(await saved.text(), PDF.buffer.toString());
  const mail = await server.mail('jonas@example.org', { about: /the packs were exchanged/ });
  await jonas.go(pathOf(mail.links[0]));
  await isAt(jonas.page, 'The packs, side by side');
  await reads(jonas.page, OUR_NOTE);
  await checkPage(jonas.page, 'pack-theirs');
}

async function flagsAndClears(ana, jonas, alliance, link) {
  const { page } = ana;
  const finds = async (word, what) => {
    await page.getByLabel(word).check();
    await fill(page, { 'What did you see, and where?': what });
    await press(page, 'Put it on the record');
  };
  await follow(page, `Say what you found: ${INSURANCE} of ${OAK}`);
  await press(page, 'Put it on the record');
  await isWrong(page, 'What did you see, and where?', { because: /Write what you saw/, value: '' });
  await checkPage(page, 'finding-wrong');
  await finds(/^Flag:/, 'The cover ends in two months');
  await isAt(page, 'Due diligence');
  await reads(page, /^Flag, seen on/);
  await checkPage(page, 'diligence-flag');

  await jonas.go(`${link}/packs`);
  await reads(jonas.page, /The cover ends in two months/);
  await follow(jonas.page, `Say what you found: ${INSURANCE} of Lind Pottery`);
  await jonas.page.getByLabel(/^Clear:/).check();
  await fill(jonas.page, { 'What did you see, and where?': 'The guild confirmed it' });
  await checkPage(jonas.page, 'pack-finding');
  await press(jonas.page, 'Put it on the record');
  await isAt(jonas.page, 'The packs, side by side');

  await ana.go(`${alliance}/parties/oak-and-ash/diligence/insurance`);
  await finds(/^Clear:/, 'Renewed; the new certificate is here');
  await reads(page, /^Clear, seen on/);
  assert.equal(await page.getByText(/^Flag, seen on/).count(), 0);
  await ana.go(`${alliance}/parties/oak-and-ash/diligence/insurance`);
  await reads(page, 'The cover ends in two months');
  await checkPage(page, 'finding-cleared');
}
