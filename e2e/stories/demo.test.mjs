// The sample cases on a desktop: every page of each, and its lists as CSV and as Excel.

import assert from 'node:assert/strict';
import { checkPage } from '../harness/checks.mjs';
import { demoStory } from '../harness/story.mjs';
import { openLink } from './rounds.mjs';
import { ask, isAt, parseCsv, press } from './steps.mjs';
import { checkAll, enter, lookBack, takeFilesIn } from './tour.mjs';

const LISTS = {
  'parties.csv': ['party', 'role', 'kind', 'people', 'brings', 'since', 'own business described'],
  'fit.csv': ['kind', 'between', 'finding', 'facts'],
  // After these, a column for each talent that is needed.
  'candidates.csv': ['candidate', 'since', 'brings', 'hours a month', 'cost a month', '…'],
  'rounds.csv': ['round', 'form', 'prepared', 'state', 'answered', 'asked', 'why'],
  'charter.csv': ['clause', 'state', 'open gaps', 'for counsel', 'what it answers'],
  'decision-table.csv': [
    'decision', 'proposes', 'must agree', 'is heard', 'decides', 'carries out', 'alone up to', 'needs everyone', 'since',
  ],
  'projects.csv': ['project', 'proposed by', 'on', 'decision', 'against the model', 'hours'],
  'hours.csv': ['party', 'on what', 'from', 'to', 'hours'],
  'leads.csv': ['lead', 'found by', 'on', 'in scope', 'state'],
  'clients.csv': ['client', 'contact', 'second contact', 'revenue so far', 'as of'],
  'interests.csv': ['party', 'interest', 'on', 'came to light'],
  'issues.csv': ['issue', 'raised', 'severity', 'between', 'area', 'state', 'came from'],
  'decisions.csv': ['decision', 'on', 'by', 'against', 'amount', 'right', 'heeded', 'why'],
  'shares.csv': ['on', 'party', 'kind', 'what', 'worth'],
  'control-points.csv': ['control point', 'about', 'should be held by', 'held by', 'seen on', 'state'],
  'meetings.csv': ['meeting', 'on', 'state'],
  'obligations.csv': ['obligation', 'who', 'due', 'state', 'note'],
  'record.csv': ['fact', 'on', 'written down', 'kind', 'by', 'says', 'from memory'],
};

const SAMPLES = ['Rowboat', 'A line that runs', 'The winter shop', 'A line that runs, third country'];

demoStory('the sample cases hold up page by page on a desktop', async ({ server, visitor }) => {
  const ana = await visitor();
  const paths = await enter(server, ana);
  await lookBack(ana, paths);
  await checkAll(ana, paths);
  await takeFilesIn(ana);
});

demoStory('every page of every sample case answers, and every list comes as CSV', async ({ server, visitor }) => {
  const ana = await visitor();
  await ana.page.goto(server.signIn);
  await press(ana.page, 'Sign in');
  const found = await ana.page.locator('.desk h2 a').evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href')]));
  assert.equal(found.length, 16, 'four samples and a dozen that were made up');
  const links = found.filter(([name]) => SAMPLES.includes(name)).map(([, path]) => path);
  assert.equal(links.length, SAMPLES.length);
  for (const path of links) {
    const pages = await allPages(ana, path);
    assert.ok(pages.size > 20, `only ${pages.size} pages were found below ${path}`);
    for (const [list, head] of Object.entries(LISTS)) {
      await isCleanList(ana, `${path}/${list}`, head);
      await isWorkbook(ana, `${path}/${list.replace('.csv', '.xlsx')}`);
    }
  }
});

demoStory('a respondent of the winter shop answers with JavaScript on', async ({ server, visitor }) => {
  const jonas = await visitor();
  const { page } = jonas;
  await openLink(jonas, await server.respondent('Jonas Weber'));
  await isAt(page, 'Questions for you alone');
  await checkPage(page, 'welcome');
  await press(page, 'Begin');
  await checkPage(page, 'question-choice');
  await page.goto(`${page.url().replace(/\d+$/, '')}3`);
  await isAt(page, /^Share out 100 points of our selling effort/);
  const left = page.locator('sum-to').first().getByRole('status');
  await left.getByText('100 of 100 points are left.').waitFor();
  const fields = page.getByRole('group', { name: 'Your own answer' }).getByRole('spinbutton');
  await fields.nth(0).fill('70');
  await fields.nth(1).fill('40');
  await left.getByText('10 points too many.').waitFor();
  await fields.nth(1).fill('30');
  await left.getByText('All 100 points are shared out.').waitFor();
  await checkPage(page, 'question-allocation');
  await press(page, 'Next');
  await isAt(page, /really up against/);
});

/** Asks once for every page below `path` that is linked from there, on whichever day, and answers with their paths. */
async function allPages(visitor, path) {
  const [seen, next] = [new Set(), [path]];
  while (next.length > 0) {
    const here = next.pop();
    const answer = await ask(visitor, here);
    assert.equal(answer.status, 200, here);
    const html = await answer.text();
    assert.equal(html.match(/<h1>/g)?.length, 1, `${here} has no heading`);
    for (const [, href] of html.matchAll(/<a [^>]*href="([^"#]+)"/g)) {
      const [below] = href.split('?');
      const isFile = /\.(csv|xlsx|ics)$|\/export$|\/file\/|\/papers\//.test(below);
      if (!href.startsWith(path) || isFile || seen.has(below)) continue;
      seen.add(below);
      next.push(href.replaceAll('&amp;', '&'));
    }
  }
  return seen;
}

/** Insists on a list with its head and without a cell that a spreadsheet would take for a formula. */
async function isCleanList(visitor, path, head) {
  const answer = await ask(visitor, path);
  assert.equal(answer.status, 200, path);
  assert.match(answer.headers.get('content-type'), /^text\/csv/);
  assert.match(answer.headers.get('content-disposition'), /^attachment/);
  const rows = parseCsv(await answer.text());
  const known = head.filter((column) => column !== '…');
  assert.deepEqual(head.length > known.length ? rows[0].slice(0, known.length) : rows[0], known, path);
  for (const row of rows) {
    assert.equal(row.length, rows[0].length, `${path}: ${row}`);
    for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r]/, path);
  }
}

/** Insists on an Excel file. */
async function isWorkbook(visitor, path) {
  const answer = await ask(visitor, path);
  assert.equal(answer.status, 200, path);
  assert.match(answer.headers.get('content-type'), /spreadsheetml/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(bytes.subarray(0, 2).toString(), 'PK', path);
}
