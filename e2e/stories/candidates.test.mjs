// Candidates: written down by hand and taken in from lists, tried out, and a search that ends without anybody.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { ask, beginFrom, fill, follow, isAt, isWrong, parseCsv, press, reads, setUp, winterShop } from './steps.mjs';
import { searchingShop } from './searching.mjs';

const PHONE = { device: 'phone', javascript: 'off' };
/** A day that is to come and within reach, whenever this runs. */
const NEXT_FEBRUARY = `${new Date().getFullYear() + 1}-02-28`;
const WRONG = 'Name;Bookkeeping;Selling\nRed Barn;9;5\nTill & Son;4;5\n';
const LIST = [
  'Who would come in;Contact;Mail;Hours;Cost;Bookkeeping;Selling;Conflicts;Shoe size',
  'Red Barn;Rosa Hill;rosa@example.org;60;1.900,50;5;5;;41',
  'Till & Son;Tom Till;;40;1.400,00;4;3;Red Barn;44',
].join('\n');

story('candidates are written down by hand, conflicts first', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  await looksAround(ana, alliance);
  await addsCandidate(ana);
  await describesIt(ana, alliance);
  await judgesPair(ana, alliance);

  const list = parseCsv(await (await ask(ana, `${alliance}/candidates.csv`)).text());
  assert.deepEqual(list[0].slice(0, 5), ['candidate', 'since', 'brings', 'hours a month', 'cost a month']);
  assert.deepEqual(list[1].slice(3, 5), ['80', '1250']);
  assert.match(list[1].at(-2), /structural conflict/);
  const phone = await visitor(PHONE);
  await phone.context.addCookies(await ana.context.cookies());
  for (const [path, heading, name] of [
    ['/candidates', 'Candidates', 'candidates-conflict'],
    ['/candidates/harbour-gifts', 'Harbour Gifts', 'candidate-conflict'],
  ]) {
    await phone.go(alliance + path);
    await isAt(phone.page, heading);
    await checkPage(phone.page, name);
  }
  await page.goto(`${alliance}/candidates`);
  await checkPage(page, 'candidates-conflict');
});

story('a list is looked at before it is on the record, and never taken in twice', async ({ server, visitor }) => {
  const ana = await visitor();
  const { page } = ana;
  await setUp(server, ana);
  const alliance = await beginFrom(ana, named('A shop from a list', await winterShop()));
  await ana.go(`${alliance}/candidates`);
  await follow(page, 'Take in a list');
  await isAt(page, 'Candidates from a file');
  await checkPage(page, 'candidates-import');
  await press(page, 'Look at it');
  await reads(page, 'Choose a file first.');
  await sends(page, 'wrong.csv', WRONG);
  await reads(page, 'Row 2, Bookkeeping: this is no level, found: 9. Write a whole number from 0 to 7, or leave it empty where it is not known.');
  await checkPage(page, 'candidates-import-wrong');

  await ana.go(`${alliance}/candidates/import`);
  await sends(page, 'makers.csv', LIST);
  await isAt(page, 'What we read in makers.csv');
  await changesMapping(page);
  await press(page, 'Put these candidates on the record');
  await reads(page, 'The candidates of the file are on the record.');
  await reads(page, '1,900');
  await checkPage(page, 'candidates-imported');

  await ana.go(`${alliance}/candidates/import`);
  await sends(page, 'makers-again.csv', LIST.replace('Who would come in', 'Name'));
  await reads(page, 'All of this is on the record already; there is nothing to take in.');
  await reads(page, /Red Barn: known already/);
  assert.equal(await page.getByRole('button', { name: 'Put these candidates on the record' }).count(), 0);
  await checkPage(page, 'candidates-plan-known');

  await takesOwnWorkbookIn(ana, alliance);
});

story('a trial is seen by both sides, and the search ends without anybody', async ({ server, visitor }) => {
  const ana = await visitor(PHONE);
  await setUp(server, ana);
  const alliance = await beginFrom(ana, named('A shop with a trial', await searchingShop()));
  await agreesTrial(ana, alliance);
  await debriefsTrial(ana, alliance);
  await endsSearch(ana, alliance);
});

/** A case under a name of its own, so that no two pages of this file have one title. */
function named(name, text) {
  return text.replace('name = "The winter shop"', `name = "${name}"`);
}

async function looksAround(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/focus`);
  await follow(page, 'Candidates', { within: page.locator('.cards') });
  await reads(page, /^Nobody is being considered/);
  await checkPage(page, 'candidates-empty');
  for (const [path, heading, words, name] of [
    ['/scorings', 'Scores, each alone', /There is nobody to score/, 'scorings-empty'],
    ['/selection', 'The best team', /There is nobody to choose from/, 'selection-empty'],
    ['/selection/end', 'End the search', /Nobody is being considered today/, 'selection-end-empty'],
  ]) {
    await ana.go(alliance + path);
    await isAt(page, heading);
    await reads(page, words);
    await checkPage(page, name);
  }
  await ana.go(`${alliance}/candidates`);
}

async function addsCandidate({ page }) {
  await follow(page, 'Add a candidate');
  assert.ok(await page.getByLabel('a candidate: you are still looking').isChecked());
  await press(page, 'Put it on the record');
  await isWrong(page, 'What is it called?', { because: /Write/, value: '' });
  await checkPage(page, 'candidate-new-wrong');
  await fill(page, { 'What is it called?': 'Harbour Gifts', 'Person 1': 'Hanna Gift' });
  await fill(page, { 'What does it bring?': 'A shop window on the quay, and somebody who can sell' });
  await page.getByLabel('a firm', { exact: true }).check();
  await press(page, 'Put it on the record');
}

/** What it offers, its talents, and its own business. */
async function describesIt(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/candidates`);
  await follow(page, 'Harbour Gifts');
  await isAt(page, 'Harbour Gifts');
  await checkPage(page, 'candidate-fresh');
  const offer = page.locator('form[action$="/offer"]');
  await press(page, 'Put it on the record', { within: offer });
  await isWrong(page, 'Hours a month', { because: /there is no offer yet/, value: '' });
  await checkPage(page, 'candidate-offer-wrong');
  await fill(page, { 'Hours a month': '80', 'Cost a month': '1250', 'How do you know?': 'A talk on 12 January' });
  await press(page, 'Put it on the record', { within: offer });
  await reads(page, '80 hours a month');

  await follow(page, 'Add a talent');
  await fill(page, { 'Which talent?': 'Selling', 'Level as claimed': '6', 'Level as peers see it': '5' });
  await press(page, 'Put it on the record');
  await ana.go(`${alliance}/parties/harbour-gifts/model`);
  await page.locator('[name=sells_0]').fill('Tableware');
  await page.locator('[name=to_0]').fill('Townspeople');
  await page.locator('[name=share_0]').fill('90');
  await fill(page, { 'Whom does it serve?': 'Townspeople' });
  await press(page, 'Put it on the record');
  await ana.go(`${alliance}/candidates/harbour-gifts`);
  await reads(page, /^level 4 or more: enough/);
  const first = page.getByRole('heading', { name: 'Fit, conflicts first' }).locator('..').getByRole('listitem').first();
  assert.match(await first.innerText(), /Structural conflict/i);
}

async function judgesPair(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/candidates/harbour-gifts`);
  await page.getByText('Say how it would be with somebody').click();
  const pair = page.locator('form[action$="/pair"]');
  await press(page, 'Put it on the record', { within: pair });
  await isWrong(page, 'What shows it?', { because: /Write/, value: '' });
  await checkPage(page, 'candidate-pair-wrong');
  await page.getByLabel('With whom?').selectOption('North Bakery');
  await page.getByLabel(/^they would work well/).check();
  await fill(page, { 'What shows it?': 'Two Christmas markets at one stand' });
  await press(page, 'Put it on the record', { within: pair });
  await reads(page, 'North Bakery: would work well.');
  await checkPage(page, 'candidate-conflict');
}

async function sends(page, name, content) {
  const buffer = Buffer.from(content);
  await page.getByLabel('The file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await press(page, 'Look at it');
}

/** A column that we did not recognise is chosen, and one that says nothing is left out. */
async function changesMapping(page) {
  await checkPage(page, 'candidates-plan-wrong');
  assert.equal(await page.getByRole('button', { name: 'Put these candidates on the record' }).count(), 0);
  await page.getByLabel('The name', { exact: true }).selectOption('Who would come in');
  await press(page, 'Look again');
  await reads(page, /Red Barn: new; .*60 hours a month at 1,900 a month/);
  await reads(page, 'The column “Shoe size” is used for nothing.');
  await checkPage(page, 'candidates-plan');
}

/** The list that Rowlock gives out is one that it reads. */
async function takesOwnWorkbookIn(ana, alliance) {
  const { page } = ana;
  const workbook = Buffer.from(await (await ask(ana, `${alliance}/candidates.xlsx`)).arrayBuffer());
  const other = await beginFrom(ana, named('A second shop', await winterShop()));
  await ana.go(`${other}/candidates/import`);
  await sends(page, 'candidates.xlsx', workbook);
  await isAt(page, 'What we read in candidates.xlsx');
  await reads(page, /Red Barn: new/);
  await checkPage(page, 'candidates-plan-workbook');
}

async function agreesTrial(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/candidates/red-barn`);
  await page.getByText('Agree a trial').click();
  await fill(page, { 'What is done in it?': 'The stand at the February market', 'Until when?': '2020-01-01' });
  await press(page, 'Put the trial on the record');
  await isWrong(page, 'Until when?', { because: /./, value: '2020-01-01' });
  await checkPage(page, 'trial-wrong');
  await fill(page, { 'Until when?': NEXT_FEBRUARY, 'What is it paid?': '600' });
  await fill(page, { 'By what will both of you tell that it went well?': 'The till is right\nTrouble is told the same day' });
  await press(page, 'Put the trial on the record');
  await reads(page, 'The stand at the February market');
  await checkPage(page, 'trial');
}

async function debriefsTrial(ana, alliance) {
  const { page } = ana;
  const says = async (who, how, what) => {
    await page.getByText('Say what a side saw').click();
    await page.getByLabel(who, { exact: true }).check();
    await page.getByLabel(how, { exact: true }).check();
    await fill(page, { 'What did it see?': what });
    await press(page, 'Put it on the record', { within: page.locator('form[action*="/trials/"]') });
  };
  await page.getByText('Say what a side saw').click();
  await press(page, 'Put it on the record', { within: page.locator('form[action*="/trials/"]') });
  await isWrong(page, 'What did it see?', { because: /Write what was seen/, value: '' });
  await checkPage(page, 'debrief-wrong');
  await ana.go(`${alliance}/candidates/red-barn`);
  await says('Lind Pottery', 'yes, with other arrangements', 'The till was right; trouble came out on the third day.');
  await reads(page, 'Lind Pottery would do it again, with other arrangements.');
  await says('Red Barn', 'no', 'Too much was decided over our heads.');
  await reads(page, 'Red Barn would not do it again.');
  await checkPage(page, 'trial-debriefed');
}

async function endsSearch(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/candidates`);
  await follow(page, 'End the search');
  await press(page, 'Put it on the record');
  await isWrong(page, 'Why?', { because: /Write why/, value: '' });
  await checkPage(page, 'selection-end-wrong');
  await fill(page, { 'Why?': 'Nobody keeps books and tells trouble early' });
  await page.getByLabel('they are no longer candidates').check();
  await press(page, 'Put it on the record');
  await reads(page, 'How the search ended is on the record.');
  await reads(page, 'No suitable candidate');
  await reads(page, 'Nobody keeps books and tells trouble early');
  await reads(page, /^Nobody is being considered/);
  await reads(page, /^Red Barn: no longer considered/);
  await checkPage(page, 'candidates-ended');
  await follow(page, /^Red Barn: no longer/);
  await reads(page, /^No longer a candidate/);
  await checkPage(page, 'candidate-left');
}
