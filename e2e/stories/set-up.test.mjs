// From an empty data folder to the fit of three parties.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { ANA, fill, follow, isAt, isWrong, leads, pathOf, press, reads, signInBy } from './steps.mjs';

const PARTIES = [
  {
    name: 'Hart Metering',
    brings: 'Meters, and people who read them',
    people: { 'Person 1': 'Bert Hart', 'Mail address': 'bert@example.org' },
    model: {
      'Sells 1': 'energy audits',
      'To whom': 'housing associations',
      '% of revenue': '40',
      'What will it not sell?': 'heat pumps',
      'Whom does it serve?': 'Housing associations\nSchools',
      'Who are its rivals?': 'Big Grid',
    },
  },
  {
    name: 'Cleo Fontaine',
    brings: 'Twenty years of heat pumps',
    people: { 'Person 1': 'Cleo Fontaine' },
    model: {
      'Sells 1': 'heat pumps',
      'Whom does it serve?': 'Schools',
      'Who are its rivals?': 'Big Grid',
    },
  },
];

const OWN_MODEL = {
  'Sells 1': 'energy audits',
  'To whom': 'housing associations',
  '% of revenue': '60',
  'Whom does it serve?': 'Housing associations\nSchools',
};

story('a record begins: account, alliance, joint business, three parties, fit', async ({ server, visitor }) => {
  const ana = await visitor({ javascript: 'off' });
  await openAccount(server, ana);
  await beginAlliance(ana);
  const path = new URL(ana.page.url()).pathname;
  await writeJointBusiness(ana);
  for (const party of PARTIES) await addParty(ana, path, party);
  await describeBusinesses(ana, path);
  await seesFit(ana, path);
  await addTalent(ana, path);

  const phone = await visitor({ device: 'phone' });
  await asksForLink(server, phone);
  await looksAtAll(phone, path);
});

async function openAccount(server, ana) {
  const { page } = ana;
  await ana.go(pathOf(server.setUp));
  await checkPage(page, 'set-up');
  await fill(page, { 'Your name': ANA.name, 'Your mail address': 'ana..lind@example.org', 'A password': 'oars' });
  await press(page, 'Open my account');
  const address = { because: /Write a mail address, such as/, value: 'ana..lind@example.org' };
  await isWrong(page, 'Your mail address', address);
  await isWrong(page, 'A password', { because: /Use 12 characters or more/, value: '' });
  assert.equal(await page.getByLabel('Your name').inputValue(), ANA.name);
  await checkPage(page, 'set-up-wrong');
  await fill(page, { 'Your mail address': ANA.address, 'A password': ANA.password });
  await press(page, 'Open my account');
  await isAt(page, 'Desk');
  await reads(page, 'You have no alliance here yet.');
  await checkPage(page, 'desk-empty');
  await ana.go(pathOf(server.setUp), { status: 410 });
  await isAt(page, 'This link has ended');
  await checkPage(page, 'set-up-again');
  await page.goto('/');
  await isAt(page, 'Desk');
}

async function beginAlliance({ page }) {
  await follow(page, 'New alliance');
  await follow(page, 'We are partners already');
  await isAt(page, 'Already partners');
  await page.getByLabel('What do you bring?').fill('The clients, and the audits');
  await page.getByLabel('nothing written or founded yet').check();
  await page.getByLabel('Since when?').fill('2999-01-01');
  await press(page, 'Begin the record');
  await isWrong(page, 'What do you call it?', { because: /Write what you call it/, value: '' });
  await isWrong(page, 'Your party', { because: /Write what your firm is called/, value: '' });
  await isWrong(page, 'Since when?', { because: /is out of reach/, value: '2999-01-01' });
  assert.equal(await page.getByLabel('What do you bring?').inputValue(), 'The clients, and the audits');
  assert.ok(await page.getByLabel('nothing written or founded yet').isChecked());
  await checkPage(page, 'new-partners-wrong');
  await fill(page, { 'What do you call it?': 'Warm Rooms', 'Your party': 'Lind Audits', 'Since when?': '2026-01-12' });
  await page.getByLabel('a firm', { exact: true }).check();
  await press(page, 'Begin the record');
  await isAt(page, 'Warm Rooms');
  await reads(page, 'The record has begun.');
  await checkPage(page, 'overview-begun');
}

async function writeJointBusiness({ page }) {
  await follow(page, 'Describe the joint business');
  await reads(page, 'The joint business is not written down yet.');
  await checkPage(page, 'joint-business-empty');
  await follow(page, 'Write it down');
  await page.getByLabel('What is it for?').fill('One firm for warm, cheap rooms');
  await press(page, 'Put it on the record');
  await isWrong(page, 'What does it sell?', { because: /Write down what it sells/, value: '' });
  assert.equal(await page.getByLabel('What is it for?').inputValue(), 'One firm for warm, cheap rooms');
  await fill(page, {
    'What does it sell?': 'Audits with a plan\nHeat pumps, fitted',
    'What is that made of?': 'energy audits\nheat pumps',
    'For whom?': 'Housing associations\nSchools',
    'What are you up against together?': 'Big Grid',
    'What work is in?': 'Houses with more than six flats',
    'What work is out?': 'Single houses',
    'Since when does this hold?': '2026-01-12',
  });
  await page.getByLabel('Talent 1').fill('auditing');
  await page.getByLabel('Level', { exact: true }).first().fill('6');
  await page.getByLabel('People', { exact: true }).first().fill('2');
  await page.getByLabel('It stands still without').first().check();
  await checkPage(page, 'joint-business-edit');
  await press(page, 'Put it on the record');
  await reads(page, 'Saved, and on the record.');
  await reads(page, 'Single houses');
}

async function addParty({ page }, path, { name, brings, people }) {
  await page.goto(`${path}/parties`);
  await follow(page, 'Add a party');
  await fill(page, { 'What is it called?': name, 'What does it bring?': brings });
  if (name === PARTIES[0].name) {
    await press(page, 'Put it on the record');
    await isWrong(page, 'Person 1', { because: /Name at least one person/, value: '' });
    assert.equal(await page.getByLabel('What is it called?').inputValue(), name);
    await checkPage(page, 'party-new-wrong');
  }
  for (const [label, value] of Object.entries(people)) {
    await page.getByLabel(label, { exact: true }).first().fill(value);
  }
  await page.getByLabel('Since when?').fill('2026-02-02');
  await press(page, 'Put it on the record');
  await isAt(page, name);
  await reads(page, 'Saved, and on the record.');
}

async function describeBusinesses({ page }, path) {
  await page.goto(`${path}/fit`);
  await reads(page, /business is not written down/);
  const models = [['Lind Audits', OWN_MODEL], ...PARTIES.map(({ name, model }) => [name, model])];
  for (const [name, model] of models) {
    await page.goto(`${path}/parties`);
    await follow(page, name);
    if (name === 'Lind Audits') await checkPage(page, 'party-not-described');
    await follow(page, 'Describe it');
    if (name === 'Lind Audits') {
      await page.getByLabel('Who are its rivals?').fill('Big Grid');
      await press(page, 'Put it on the record');
      await isWrong(page, 'Sells 1', { because: /at least one thing/, value: '' });
      assert.equal(await page.getByLabel('Who are its rivals?').inputValue(), 'Big Grid');
      await checkPage(page, 'party-model-wrong');
    }
    for (const [label, value] of Object.entries(model)) {
      await page.getByLabel(label, { exact: true }).first().fill(value);
    }
    await page.getByLabel('Since when does this hold?').fill('2026-02-02');
    await press(page, 'Put it on the record');
    await reads(page, 'Saved, and on the record.');
  }
}

async function seesFit({ page }, path) {
  await page.goto(`${path}/fit`);
  await isAt(page, 'Fit');
  const sections = await page.getByRole('heading', { level: 2 }).allInnerTexts();
  assert.deepEqual(sections.slice(0, 2), ['Who with whom', 'Structural conflict']);
  assert.ok(sections.includes('Common market'), `no common market among ${sections}`);
  assert.ok(sections.includes('Common foe'), `no common foe among ${sections}`);
  await reads(page, /Lind Audits and Hart Metering both sell energy audits to housing associations: 60 %/);
  await reads(page, /A common market: schools/);
  await checkPage(page, 'fit-conflict');
}

async function addTalent({ page }, path) {
  await page.goto(`${path}/parties/cleo-fontaine`);
  await follow(page, 'Add a talent');
  await fill(page, { 'Which talent?': 'auditing', 'Level as claimed': '9' });
  await press(page, 'Put it on the record');
  await isWrong(page, 'Level as claimed', { because: /not a number from 1 to 7/, value: '9' });
  await page.getByLabel('Level as claimed').fill('5');
  await press(page, 'Put it on the record');
  await reads(page, 'Auditing');
  await follow(page, 'Change its role');
  await isAt(page, 'The role of Cleo Fontaine');
}

async function asksForLink(server, phone) {
  const { page } = phone;
  await phone.go('/');
  await isAt(page, 'Sign in');
  await checkPage(page, 'sign-in');
  await page.getByLabel('Your mail address').fill(ANA.address);
  await press(page, 'Send me a link instead');
  await isAt(page, 'Look into your mail');
  await checkPage(page, 'sign-in-sent');
  const { links, text } = await server.mail(ANA.address, { about: /sign in/i });
  assert.match(text, /works once, for an hour/);
  await signInBy(phone, links[0]);
  await phone.go(pathOf(links[0]), { status: 410 });
  await isAt(page, 'This link has ended');
}

/** What was filled in on a desktop, on a phone. */
async function looksAtAll(phone, path) {
  const pages = {
    'overview-begun': '',
    'joint-business-edit': '/joint-business/edit',
    'party-new': '/parties/new',
    'party-model': '/parties/hart-metering/model',
    'talent': '/parties/cleo-fontaine/capabilities',
    'party-role': '/parties/cleo-fontaine/role',
    'stage': '/stage',
    'fit-conflict': '/fit',
    'parties-described': '/parties',
  };
  for (const [name, below] of Object.entries(pages)) {
    await phone.go(path + below);
    await checkPage(phone.page, name);
  }
  await phone.go('/desk');
  await leads(phone.page, () => phone.page.getByRole('link', { name: 'Warm Rooms', exact: true }).click());
  await isAt(phone.page, 'Warm Rooms');
}
