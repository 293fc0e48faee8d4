// Through the sample cases of `rowlock demo`, page by page.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { isAt, leads, press, reads, sample } from './steps.mjs';

const ROWBOAT = 'Rowboat';
const LINE = 'A line that runs';
const SHOP = 'The winter shop';
const THIRD = 'A line that runs, third country';

/** A day on which Rowboat was running and in trouble. */
const DAY = 'on=2025-06-08';

/** A day on which the maker chose among three service firms. */
const CHOOSING = 'on=2023-10-30';

/** Pages to be checked, each in the case that fills it most: its name, the case, its path, its heading. */
const PAGES = [
  ['overview', ROWBOAT, `?${DAY}`, ROWBOAT],
  ['focus', ROWBOAT, `/focus?${DAY}`, 'Focus'],
  ['joint-business', ROWBOAT, `/joint-business?${DAY}`, 'Joint business'],
  ['parties', ROWBOAT, `/parties?${DAY}`, 'Parties'],
  ['party', ROWBOAT, `/parties/founder?${DAY}`, 'Founder'],
  ['fit', LINE, '/fit', 'Fit'],
  ['candidates-none', LINE, '/candidates', 'Candidates'],
  ['candidates', LINE, `/candidates?${CHOOSING}`, 'Candidates'],
  ['candidate', LINE, `/candidates/second?${CHOOSING}`, 'Second service firm'],
  ['candidates-import', LINE, '/candidates/import', 'Candidates from a file'],
  ['scorings', LINE, `/scorings?${CHOOSING}`, 'Scores, each alone'],
  ['scoring', LINE, `/scorings/service-firms?${CHOOSING}`, 'Scores'],
  ['selection', LINE, `/selection?${CHOOSING}`, 'The best team'],
  ['selection-end', LINE, '/selection/end', 'End the search'],
  ['diligence', LINE, '/diligence', 'Due diligence'],
  ['exchange', LINE, '/diligence/november', 'An exchange of packs'],
  ['exchange-new', LINE, '/diligence/new', 'Open an exchange'],
  ['finding', LINE, '/parties/service/diligence/insurance', /^Insurance in force of/],
  ['rounds', LINE, '/rounds', 'Rounds'],
  ['round-locked', LINE, '/rounds/before-signing', 'Full round of 4 December 2023'],
  ['result', LINE, '/rounds/before-signing/result', 'What came out'],
  ['area', LINE, '/rounds/before-signing/areas/scope', 'Scope and project admission'],
  ['guide', ROWBOAT, '/rounds/first-round/guide', 'A guide for your talk'],
  ['signals', ROWBOAT, `/signals?${DAY}`, 'The watch'],
  ['signal', ROWBOAT, `/signals/off-scope-share?${DAY}`, /./],
  ['verdict', ROWBOAT, `/verdict?${DAY}`, 'The verdict'],
  ['charter', ROWBOAT, `/charter?${DAY}`, 'The charter'],
  ['charter-agreed', LINE, '/charter', 'The charter'],
  ['clause', LINE, '/charter/scope', 'Scope: in, out, edge'],
  ['clause-draft', LINE, '/charter/outside-work/draft', 'Draft: Outside work and ventures'],
  ['decision-table', LINE, '/decision-table', 'The decision table'],
  ['decision-right', LINE, '/decision-table/joint-spending', 'A row of the decision table'],
  ['admission-test', LINE, '/admission-test', 'The project admission test'],
  ['stop-rules', LINE, '/stop-rules', 'Stop rules'],
  ['projects', ROWBOAT, `/projects?${DAY}`, 'Projects'],
  ['project-new', LINE, '/projects/new', 'Propose a project'],
  ['hours', ROWBOAT, `/hours?${DAY}`, 'Hours'],
  ['hours-now', LINE, '/hours', 'Hours'],
  ['leads', ROWBOAT, `/leads?${DAY}`, 'Leads'],
  ['clients', ROWBOAT, `/clients?${DAY}`, 'Clients'],
  ['interests', ROWBOAT, `/interests?${DAY}`, 'Outside interests'],
  ['issues', ROWBOAT, `/issues?${DAY}`, 'Issues'],
  ['issue', ROWBOAT, `/issues/retrofit-slip?${DAY}`, /^Retrofit design 1 slips/],
  ['issue-new', LINE, '/issues/new', 'Raise an issue'],
  ['confidences', LINE, '/confidences', 'In confidence'],
  ['ladder', LINE, '/ladder', 'The ladder'],
  ['decisions', ROWBOAT, `/decisions?${DAY}`, 'Decisions'],
  ['decisions-now', LINE, '/decisions', 'Decisions'],
  ['votes', LINE, '/votes', 'Votes'],
  ['shares', LINE, '/shares', 'Contributions and shares'],
  ['control-points', ROWBOAT, `/control-points?${DAY}`, 'Control points'],
  ['control-point', ROWBOAT, `/control-points/bank?${DAY}`, /^The joint account/],
  ['meetings', ROWBOAT, `/meetings?${DAY}`, 'Meetings'],
  ['meeting', ROWBOAT, `/meetings/kitchen-table?${DAY}`, 'Beginning'],
  ['obligations', ROWBOAT, `/obligations?${DAY}`, 'Obligations'],
  ['calendar', LINE, '/calendar', 'In your calendar'],
  ['attempts', ROWBOAT, `/attempts?${DAY}`, 'Proposals to settle it'],
  ['attempt', ROWBOAT, `/attempts/admission-test?${DAY}`, 'A proposal'],
  ['pulses', LINE, '/pulses', 'Pulses'],
  ['record', ROWBOAT, `/record?${DAY}`, 'Record'],
  ['fact', ROWBOAT, `/record/277?${DAY}`, 'Fact 277'],
  ['seats', LINE, '/seats', 'Seats'],
  ['round-open', SHOP, '/rounds/before-the-lease', 'Short round of 15 January 2026'],
];

/** Pages that belong to no alliance. */
const OTHERS = [
  ['you', '/you', 'You'],
  ['you-delete', '/you/delete', 'Delete your account'],
  ['about', '/about', 'What Rowlock is'],
  ['new-alliance', '/alliances/new', 'New alliance'],
  ['new-considering', '/alliances/new/considering', 'Considering a partner'],
  ['new-partners', '/alliances/new/partners', 'Already partners'],
  ['new-file', '/alliances/new/file', 'From a case file'],
];

/** Signs in by the link that the demonstration printed, and answers with the paths of the alliances by name. */
export async function enter(server, { page }) {
  await page.goto(server.signIn);
  await checkPage(page, 'sign-in-by-link');
  await press(page, 'Sign in');
  await isAt(page, 'Desk');
  await checkPage(page, 'desk');
  const links = page.locator('.desk h2').getByRole('link');
  const found = await links.evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
  const paths = Object.fromEntries(found);
  for (const name of [LINE, THIRD, ROWBOAT, SHOP]) assert.ok(paths[name], `${name} is not on the desk`);
  assert.equal(found.length, 16, 'four samples and a dozen that were made up');
  return paths;
}

/** Checks every page once. */
export async function checkAll(visitor, paths) {
  for (const [name, alliance, path, heading] of PAGES) {
    await visitor.go(paths[alliance] + path);
    await isAt(visitor.page, heading);
    await checkPage(visitor.page, name);
  }
  for (const [name, path, heading] of OTHERS) {
    await visitor.go(path);
    await isAt(visitor.page, heading);
    await checkPage(visitor.page, name);
  }
}

/** In June 2025 Rowboat could have known. */
export async function lookBack(visitor, paths) {
  const { page } = visitor;
  await visitor.go(paths[ROWBOAT]);
  await reads(page, 'This alliance is over.');
  await page.getByLabel(/^As of/).fill('2025-06-08');
  await leads(page, () => page.getByRole('button', { name: 'Show', exact: true }).click());
  await reads(page, 'Verdict on Sunday 8 June 2025');
  assert.equal(await page.locator('.verdict > strong').innerText(), 'Restructure.');
  await page.getByText('(week 22)').waitFor();
  await reads(page, 'Nothing can be written here.');
}

/** A file that does not hold, and one that does. */
export async function takeFilesIn(visitor) {
  const { page } = visitor;
  const send = async (name, text) => {
    await page.getByLabel('The file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await press(page, 'Take it in');
  };
  await visitor.go('/alliances/new/file');
  await press(page, 'Take it in');
  await reads(page, 'Choose a file first.');
  const good = await sample('no-conflict.toml');
  const broken = good.replace('form = "contract"', 'form = "kontract"');
  await send('broken.toml', broken);
  await reads(page, 'Nothing was taken in.');
  await reads(page, /broken\.toml:9/);
  await checkPage(page, 'new-file-broken');
  await send('case.toml', good);
  await reads(page, 'The case is in. Every fact of it is on the record.');
  await isAt(page, LINE);
}
