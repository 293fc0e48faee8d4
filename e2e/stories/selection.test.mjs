// Three score the candidates, each alone and on a device of their own. Nobody sees anything early; then all see
// everything, weight the criteria, and look at the best team with its proof.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { ask, beginFrom, fill, follow, getsSeat, isAt, isWrong, parseCsv, press, reads, setUp } from './steps.mjs';
import { signInBy } from './steps.mjs';
import { searchingShop } from './searching.mjs';

const PHONE = { device: 'phone', javascript: 'off' };
const JONAS = { name: 'Jonas Weber', address: 'jonas@example.org', as: 'Jonas Weber, for Oak & Ash' };
const REMARK = 'Took nine weeks to answer a mail';
const CRITERIA = ['Skill at what we need', 'Keeps what was promised', 'Speaks openly of trouble', 'Has room for us'];
const NAMES = ['Blue Gate', 'Finn Falk', 'North Bakery', 'Red Barn'];

story('three score, each alone, and the best team comes with its proof', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await searchingShop());
  const jonas = await visitor(PHONE);
  await getsSeat(server, ana, alliance, jonas, JONAS);
  const vera = await letsAdviserIn(server, ana, jonas, alliance, visitor);
  await asksForMore(ana, alliance);

  const scoring = await begins(ana, alliance);
  await savesForLater(jonas, scoring);
  await scores(jonas, scoring, { 'Blue Gate': [4, 2, 3, 5], 'Finn Falk': [6, 6, 6, 3], 'North Bakery': [6, 6, 5, 6], 'Red Barn': [5, 6, 6, 4] }, REMARK);
  await scores(vera, scoring, { 'Blue Gate': [5, 5, 4, 6], 'Finn Falk': [7, 6, 6, 4], 'North Bakery': [5, 6, 6, 5], 'Red Barn': [5, 5, 6, 5] });
  await nobodySeesAnything([ana, jonas, vera], alliance, scoring);
  await ana.go(scoring);
  await reads(ana.page, 'has not scored yet');
  await checkPage(ana.page, 'scoring-sealed');
  await scores(ana, scoring, { 'Blue Gate': [5, 6, 4, 6], 'Finn Falk': [6, 7, null, 3], 'North Bakery': [6, 5, 6, 6], 'Red Barn': [6, 6, 5, 5] });
  await allSeeEverything([ana, jonas, vera], scoring);
  await weights(ana, scoring);

  await bestTeam(ana, alliance);
  await asksOtherwise(ana, alliance);
  await jonas.go(`${alliance}/selection`);
  await reads(jonas.page, 'No better team exists.');
  await checkPage(jonas.page, 'selection-scored');
  await jonas.go(scoring);
  await checkPage(jonas.page, 'scoring-open');
});

async function letsAdviserIn(server, ana, jonas, alliance, visitor) {
  await ana.go(`${alliance}/seats`);
  await ana.page.getByText('Ask an adviser in').click();
  await fill(ana.page, { 'The adviser’s name': 'Vera Sand', 'Mail address of the adviser': 'vera@example.org' });
  await press(ana.page, 'Ask them in, and consent for our party');
  await jonas.go(`${alliance}/seats`);
  await press(jonas.page, 'Let the adviser see the case');
  const vera = await visitor();
  await signInBy(vera, (await server.mail('vera@example.org')).links[0]);
  return vera;
}

/** The joint business needs a shop on the web, and nobody who is in can build one. */
async function asksForMore(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/selection`);
  await reads(page, /Nobody’s scores are open/);
  await checkPage(page, 'selection-unscored');
  await follow(page, 'Change what is needed');
  await page.locator('[name=need_3]').fill('Web shop');
  await page.locator('[name=level_3]').fill('3');
  await page.locator('[name=cover_3]').fill('1');
  await page.locator('[name=must_3]').check();
  await press(page, 'Put it on the record');
  await ana.go(`${alliance}/selection`);
  await reads(page, 'Web shop: one person at level 3 or more');
}

async function begins(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/candidates`);
  await follow(page, 'Score them, each alone');
  await reads(page, 'Nobody has been scored yet.');
  await checkPage(page, 'scorings-begin');
  for (const name of NAMES) await page.getByLabel(name, { exact: true }).uncheck();
  await fill(page, { 'Criterion 1': '' });
  await press(page, 'Begin: ask them all');
  await isWrong(page, 'Criterion 1', { because: /Name criterion 1/, value: '' });
  await reads(page, 'Choose whom you score.');
  await checkPage(page, 'scorings-wrong');
  for (const name of NAMES) await page.getByLabel(name, { exact: true }).check();
  await fill(page, { 'Criterion 1': CRITERIA[0] });
  await press(page, 'Begin: ask them all');
  await reads(page, 'The scoring has begun.');
  await ana.go(`${alliance}/scorings`);
  await reads(page, '0 of 3 have scored');
  await checkPage(page, 'scorings-open');
  await follow(page, 'Give your scores for North Bakery, Red Barn, Blue Gate and Finn Falk');
  await checkPage(page, 'score-sheet');
  return new URL(page.url()).pathname.replace(/\/mine$/, '');
}

async function savesForLater(jonas, scoring) {
  const { page } = jonas;
  await jonas.go(`${scoring}/mine`);
  await press(page, 'Hand in: it cannot be changed then');
  await page.getByRole('alert').waitFor();
  await checkPage(page, 'score-sheet-wrong');
  await points(page, 'Blue Gate', [4, 2, null, null]);
  await press(page, 'Save for later');
  await reads(page, 'Saved, sealed. Nobody else can read it.');
  const kept = page.getByRole('group', { name: 'Blue Gate' }).getByLabel(CRITERIA[1]);
  assert.equal(await kept.inputValue(), '2');
  await checkPage(page, 'score-sheet-kept');
}

async function points(page, name, given) {
  const group = page.getByRole('group', { name });
  for (const [place, point] of given.entries()) {
    await group.getByLabel(CRITERIA[place]).selectOption(point === null ? '' : String(point));
  }
}

async function scores(visitor, scoring, sheet, remark) {
  const { page } = visitor;
  await visitor.go(`${scoring}/mine`);
  for (const [name, given] of Object.entries(sheet)) await points(page, name, given);
  if (remark) await page.getByRole('group', { name: 'Blue Gate' }).getByLabel('A remark').fill(remark);
  await press(page, 'Hand in: it cannot be changed then');
  await reads(page, 'Your scores are in, sealed.');
  await visitor.go(`${scoring}/mine`);
  await reads(page, 'This is what you handed in. It stays as it is.');
}

async function nobodySeesAnything(visitors, alliance, scoring) {
  for (const visitor of visitors) {
    for (const path of [scoring, ...['/candidates', '/candidates/blue-gate', '/scorings', '/selection', '/record', '/record/export'].map((below) => alliance + below)]) {
      const answer = await ask(visitor, path);
      const text = await answer.text();
      assert.ok(!text.includes(REMARK) && !text.includes('All have scored'), `${path} tells what was scored`);
    }
    assert.equal((await ask(visitor, `${scoring}/table.csv`)).status, 404);
  }
  const [ana] = visitors;
  const own = await (await ask(ana, `${scoring}/mine`)).text();
  assert.ok(!own.includes(REMARK), 'another’s remark is on one’s own sheet');
}

async function allSeeEverything(visitors, scoring) {
  for (const visitor of visitors) {
    await visitor.go(scoring);
    await reads(visitor.page, 'All have scored');
    await reads(visitor.page, REMARK);
    // Two see Blue Gate’s promises four points apart.
    await reads(visitor.page, '2 to 6');
  }
  const [ana] = visitors;
  const rows = parseCsv(await (await ask(ana, `${scoring}/table.csv`)).text());
  assert.deepEqual(rows[0], ['candidate', 'worth', ...CRITERIA]);
  assert.equal(rows.length, 5);
}

async function weights(ana, scoring) {
  const { page } = ana;
  await ana.go(scoring);
  await reads(page, /Nobody has weighted the criteria yet/);
  const give = async (numbers) => {
    for (const [place, number] of numbers.entries()) await fill(page, { [CRITERIA[place]]: String(number) });
    await press(page, 'Put the weights on the record');
  };
  await give([1, 1, 2, 3]);
  await isWrong(page, CRITERIA[0], { because: /a rank of its own/, value: '1' });
  await checkPage(page, 'scoring-weights-wrong');
  await give([2, 1, 3, 4]);
  await reads(page, /Weighted by their order/);
  await page.getByLabel(/^points: 100/).check();
  await give([80, 100, 60, 20]);
  await reads(page, /Weighted by points/);
  await checkPage(page, 'scoring-open');
}

async function bestTeam(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/candidates`);
  await checkPage(page, 'candidates-scored');
  await follow(page, 'The best team');
  await reads(page, 'No better team exists.');
  const heading = page.getByRole('heading', { level: 2 }).first();
  assert.match(await heading.innerText(), /North Bakery/);
  for (const part of ['Who covers what', 'Why each is in', 'Other teams, side by side', 'How sure is it?']) {
    await page.getByRole('heading', { name: part }).waitFor();
  }
  await reads(page, 'Only Finn Falk covers web shop. If Finn Falk goes, nobody does.');
  await page.getByRole('img', { name: /on the best team under \d+ of 100 weights/ }).first().waitFor();
  await checkPage(page, 'selection-scored');
}

async function asksOtherwise(ana, alliance) {
  const { page } = ana;
  await page.getByRole('link', { name: /^What if .* must be on it\?$/ }).first().click();
  await page.waitForURL(/keep=/);
  await page.getByRole('heading', { name: /Who covers what|No team meets this/ }).waitFor();
  await checkPage(page, 'selection-kept');
  await ana.go(`${alliance}/selection`);
  await fill(page, { 'Cost a month, at most': '2000' });
  await press(page, 'Search');
  await page.getByRole('heading', { name: 'No team meets this' }).waitFor();
  await reads(page, 'Any one of these would let a team exist:');
  await checkPage(page, 'selection-impossible');
  await fill(page, { 'New partners, at least': '4', 'At most': '2' });
  await press(page, 'Search');
  await isWrong(page, 'At most', { because: /below the fewest/, value: '2' });
  await checkPage(page, 'selection-wrong');
}
