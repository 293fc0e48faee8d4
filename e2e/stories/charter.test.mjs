// From a round that has locked to a charter of five clauses that all have approved, a decision table and an admission
// test; then a project that fits, one that does not, and one of which the partners themselves have to say.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { answersAll, makeLink, openShortRound, sendMail } from './rounds.mjs';
import { beginFrom, fill, follow, getsSeat, isAt, isWrong, pathOf, press, reads, setUp, winterShop } from './steps.mjs';

const ANA = 'Ana Lind';
const JONAS = { name: 'Jonas Weber', address: 'jonas@example.org', as: 'Jonas Weber, for Oak & Ash' };
const MIRA = { name: 'Mira Solberg', address: 'mira@example.org', as: 'Mira Solberg, for North Bakery' };
const QUESTIONS = 24;
const PHONE = { device: 'phone', javascript: 'off' };

/** How each leans; two that lean apart leave gaps for clauses to close. */
const STYLES = { [ANA]: { lean: 0, number: '30' }, [JONAS.name]: { lean: 1, number: '5' }, [MIRA.name]: { lean: 1, number: '12' } };

const CLAUSES = {
  purpose: 'Purpose and picture of success',
  scope: 'Scope: in, out, edge',
  'project-admission': 'Project admission test',
  'outside-work': 'Outside work and ventures',
  'decision-rights': 'Decision table and spending limits',
};

story('three agree on a charter of five clauses, and hold projects against it', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  const [jonas, mira] = [await visitor(PHONE), await visitor()];
  await getsSeat(server, ana, alliance, jonas, JONAS);
  await getsSeat(server, ana, alliance, mira, MIRA);
  const round = await locks(server, ana, alliance, visitor);
  await showsEachOther([ana, jonas, mira], round);
  await ana.go(`${alliance}/charter`);
  await reads(ana.page, '0 of the 26 clauses of a first charter are agreed.');
  await reads(ana.page, 'Missing, and a gap waits for it');
  await checkPage(ana.page, 'charter-empty');
  await fillsDecisionTable(ana, alliance);
  await writesTest(ana, alliance);
  for (const [id, name] of Object.entries(CLAUSES)) await agrees([ana, jonas, mira], alliance, id, name);
  await ana.go(`${alliance}/charter`);
  await reads(ana.page, '5 of the 26 clauses of a first charter are agreed.');
  await checkPage(ana.page, 'charter-of-five');
  await closesGap(ana, alliance);
  await admits([ana, mira], alliance);
  await refuses(ana, alliance);
  await asksOneAnother([ana, jonas, mira], alliance);
});

/** A link by hand for Ana herself; one by mail for those who consent with the seat at the same address later. */
async function linkFor(server, ana, round, person) {
  const seated = [JONAS, MIRA].find(({ name }) => name === person);
  if (!seated) return makeLink(ana, round, person);
  await sendMail(ana, round, person, seated.address);
  return pathOf((await server.mail(seated.address, { about: /questions for you alone/ })).links[0]);
}

async function locks(server, ana, alliance, visitor) {
  const round = await openShortRound(ana, alliance, 'The lease has to be signed by the end of the month.');
  for (const [person, style] of Object.entries(STYLES)) {
    const { respondent } = await answersAll(visitor, await linkFor(server, ana, round, person), QUESTIONS, style);
    await respondent.close();
  }
  return round;
}

/** All consent to show each other the single answers; two say of a gap on scope that they do differ. */
async function showsEachOther(visitors, round) {
  for (const visitor of visitors) {
    await visitor.go(`${round}/result`);
    await isAt(visitor.page, 'What came out');
    await press(visitor.page, 'Show each other the single answers');
  }
  const [{ page }, jonas] = visitors;
  await visitors[0].go(`${round}/result`);
  const differ = page.getByRole('button', { name: /^Yes, we differ: / });
  const which = await differ.first().getAttribute('aria-label');
  for (const visitor of [visitors[0], jonas]) {
    await visitor.go(`${round}/result`);
    await press(visitor.page, which);
  }
  await reads(jonas.page, 'Confirmed.');
}

async function fillsDecisionTable(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/decision-table`);
  await reads(page, 'Nothing is agreed on who decides what.');
  await checkPage(page, 'decision-table-empty');
  const rows = [
    ['Joint spending', { decides: 'the lead party', limit: '300', heard: 'North Bakery' }],
    ['A project outside our scope', { decides: 'all parties', proposes: 'Oak & Ash' }],
  ];
  for (const [name, row] of rows) {
    await ana.go(`${alliance}/decision-table/new`);
    await press(page, 'Put it on the record');
    await isWrong(page, 'Which decision?', { because: /Write/, value: '' });
    await fill(page, { 'Which decision?': name, 'Up to what amount may one party act alone?': row.limit ?? '' });
    await page.getByRole('group', { name: 'Who decides' }).getByLabel(row.decides).check();
    if (row.heard) await page.getByRole('group', { name: 'Who is heard first' }).getByLabel(row.heard).check();
    if (row.proposes) await page.getByRole('group', { name: 'Who may propose' }).getByLabel(row.proposes).check();
    await press(page, 'Put it on the record');
    await page.getByRole('rowheader', { name: new RegExp(name) }).waitFor();
  }
  await checkPage(page, 'decision-table-of-two');
}

async function writesTest(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/admission-test`);
  await page.getByLabel('The questions').fill('Is it in scope?\nIs there time for it?');
  await page.getByRole('group', { name: 'Who decides on a project?' }).getByLabel('more than half of the votes').check();
  await press(page, 'Put it on the record');
  await reads(page, /Decided by: more than half of the votes/);
}

/** One drafts, from the starting text; all approve it, each on their own device. */
async function agrees(visitors, alliance, id, name) {
  const [{ page }] = visitors;
  await visitors[0].go(`${alliance}/charter/${id}/draft`);
  const text = await page.getByLabel('The text').inputValue();
  if (id === 'decision-rights') assert.match(text, /Joint spending/);
  await page.getByLabel('The text').fill(text.replaceAll('___', 'what we said in January'));
  await press(page, 'Put it on the record as a first version');
  for (const [place, visitor] of visitors.entries()) {
    await visitor.go(`${alliance}/charter/${id}`);
    await isAt(visitor.page, name);
    const signs = [ANA, JONAS.name, MIRA.name][place];
    await fill(visitor.page, { 'Your name, as you would sign': signs });
    await press(visitor.page, 'Approve version 1');
    await reads(visitor.page, 'Your approval is on the record.');
  }
  await reads(visitors[2].page, /^Agreed on /);
}

/** A clause that all approved closes what waited for it. */
async function closesGap(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/charter/scope`);
  const closes = page.getByRole('button', { name: /^This clause closes it/ });
  const before = await closes.count();
  assert.ok(before > 0, 'no gap waits for the clause on scope');
  await press(page, await closes.first().getAttribute('aria-label'));
  await ana.go(`${alliance}/charter/scope`);
  assert.equal(await closes.count(), before - 1);
}

async function proposes(visitor, alliance, name, description) {
  await visitor.go(`${alliance}/projects/new`);
  await fill(visitor.page, { 'What do you call it?': name, 'What is it?': description });
  await press(visitor.page, 'Propose it');
  await isAt(visitor.page, name);
  return new URL(visitor.page.url()).pathname;
}

async function decides({ page }, { answer, outcome, by, why }) {
  await page.getByText('Decide on it').click();
  for (const field of await page.getByRole('radio', { name: answer, exact: true }).all()) await field.check();
  await page.getByLabel(outcome).check();
  for (const party of by) await page.getByRole('group', { name: 'Who decided?' }).getByLabel(party).check();
  await fill(page, { 'Why?': why });
  await press(page, 'Put the decision on the record');
}

async function admits([ana, mira], alliance) {
  const what = 'Gift boxes for the firms of the harbour, packed from all three workshops';
  const path = await proposes(mira, alliance, 'Harbour gift boxes', what);
  await ana.go(path);
  await reads(ana.page, 'On your model');
  await decides(ana, { answer: 'Yes', outcome: 'Yes: it is joint work', by: ['Lind Pottery'], why: 'It is what we do' });
  await reads(ana.page, /Under your admission test this is for/);
  await ana.page.getByRole('group', { name: 'Who decided?' }).getByLabel('North Bakery').check();
  await press(ana.page, 'Put the decision on the record');
  await reads(ana.page, /^Admitted on/);
}

async function refuses(ana, alliance) {
  const { page } = ana;
  const what = 'Buying ceramics of other makers abroad and selling them on after the end of March';
  await proposes(ana, alliance, 'Ceramics from abroad', what);
  await reads(page, 'Off your model');
  const both = ['Lind Pottery', 'Oak & Ash'];
  await decides(ana, { answer: 'No', outcome: 'No: it is not done', by: both, why: 'Goods of other makers are out' });
  await reads(page, /^Not done on/);
  await checkPage(page, 'project-refused');
}

async function asksOneAnother([ana, jonas, mira], alliance) {
  const what = 'A stall for a weekend in another town, with what is left over';
  const path = await proposes(ana, alliance, 'A weekend stall', what);
  await reads(ana.page, 'Not clear: ask one another');
  await checkPage(ana.page, 'project-ask');
  for (const { visitor, says } of [{ visitor: jonas, says: 'in' }, { visitor: mira, says: 'in' }]) {
    await visitor.go(path);
    await press(visitor.page, `We say: ${says} scope`);
  }
  await reads(mira.page, 'On your model');
  await checkPage(mira.page, 'project-asked');
}
