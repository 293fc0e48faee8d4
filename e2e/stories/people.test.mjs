// Who may see an alliance: partners, an adviser, strangers. And a person's own account.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { checkPage } from '../harness/checks.mjs';
import { story } from '../harness/story.mjs';
import { ANA, ask, beginFrom, fill, follow, getsSeat, giveSeat, isAt, leads, isWrong, press, reads } from './steps.mjs';
import { setUp, signIn, signInBy, winterShop } from './steps.mjs';

const WAITING = 'Waiting for consent: you see this case once all its parties consent';
const SHOP = 'The winter shop';
const JONAS = { name: 'Jonas Weber', address: 'jonas@example.org', as: 'Jonas Weber, for Oak & Ash' };
const MIRA = { name: 'Mira Solberg', address: 'mira@example.org', as: 'Mira Solberg, for North Bakery' };
const OLGA = { name: 'Olga Berg', address: 'olga@example.org', as: 'looks on, and speaks for nobody' };

story('an adviser sees a case only while all its parties consent', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  const jonas = await visitor({ device: 'phone', javascript: 'off' });
  await mistypesAddress(ana, alliance);
  await getsSeat(server, ana, alliance, jonas, JONAS);
  await jonas.page.getByRole('link', { name: SHOP, exact: true }).waitFor();
  await reads(jonas.page, 'you are a partner');
  for (const below of ['', '/signals', '/record', '/seats']) await jonas.go(alliance + below);
  assert.equal(await jonas.page.getByText('Give a seat').count(), 0);
  await checkPage(jonas.page, 'seats-of-a-partner');
  const mira = await visitor();
  await getsSeat(server, ana, alliance, mira, MIRA);

  const vera = await asksAdviserIn(server, ana, alliance, visitor);
  await waits(vera, alliance);
  await says(jonas, alliance, 'Let the adviser see the case', 'You let the adviser see the case.');
  await waits(vera, alliance);
  await says(mira, alliance, 'Let the adviser see the case', 'You let the adviser see the case.');
  await vera.go('/desk');
  await reads(vera.page, 'you advise');
  for (const below of ['', '/focus', '/fit', '/rounds', '/signals', '/record', '/seats']) {
    await vera.go(alliance + below);
  }
  await reads(vera.page, 'Sees the case: all parties consent.');
  await checkPage(vera.page, 'seats-of-an-adviser');

  await confides(server, jonas, vera, ana, alliance);
  await says(jonas, alliance, 'Take our consent back', 'The adviser no longer sees the case.');
  await waits(vera, alliance);
});

/** Before it is an issue, somebody tells the adviser alone. */
async function confides(server, jonas, vera, ana, alliance) {
  await jonas.go(`${alliance}/issues/new`);
  await follow(jonas.page, 'Tell the adviser alone first?');
  await isAt(jonas.page, 'In confidence');
  await press(jonas.page, 'Tell Vera Sand alone');
  await isWrong(jonas.page, 'What should the adviser know?', { because: /Write what the adviser should know/, value: '' });
  await fill(jonas.page, { 'What should the adviser know?': 'The till was short twice.' });
  await press(jonas.page, 'Tell Vera Sand alone');
  await reads(jonas.page, 'The adviser can read it now, and nobody else.');
  await checkPage(jonas.page, 'in-confidence');
  const mail = await server.mail('vera@example.org', { about: /Something to read/ });
  assert.ok(!mail.text.includes('till'), mail.text);
  await vera.go(`${alliance}/confidences`);
  await reads(vera.page, 'The till was short twice.');
  await fill(vera.page, { 'What do you answer?': 'Count it together on Friday.' });
  await press(vera.page, /^Answer Jonas Weber/);
  await checkPage(vera.page, 'in-confidence-adviser');
  await jonas.go(`${alliance}/confidences`);
  await reads(jonas.page, 'Count it together on Friday.');
  await ana.go(`${alliance}/confidences`);
  assert.equal(await ana.page.getByText('The till was short twice.').count(), 0);
  await leads(jonas.page, () => jonas.page.getByRole('link', { name: /^Raise it as an issue/ }).click());
  assert.equal(await jonas.page.getByLabel('What happened?').inputValue(), 'The till was short twice.');
  await jonas.go(`${alliance}/confidences`);
  await press(jonas.page, /^Take it back/);
  await reads(jonas.page, 'It is taken back.');
}

story('a stranger gets the same answer from every page of an alliance as from none', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  const alliance = await beginFrom(ana, await winterShop());
  const other = await beginFrom(ana, (await winterShop()).replace(`name = "${SHOP}"`, 'name = "Another shop"'));
  const olga = await visitor({ javascript: 'off' });
  await ana.go(`${other}/seats`);
  await giveSeat(ana, OLGA);
  await signInBy(olga, (await server.mail(OLGA.address)).links[0]);
  await reads(olga.page, 'Another shop');
  assert.equal(await olga.page.getByText(SHOP, { exact: true }).count(), 0);

  const nowhere = await (await ask(olga, '/a/there-is-no-such-alliance')).text();
  const routes = await routesOf(alliance);
  assert.ok(routes.length > 40, `only ${routes.length} routes were found`);
  for (const { method, path } of routes) {
    const response = await ask(olga, path, { method, ...(method === 'POST' && { body: 'a=b' }) });
    assert.equal(response.status, 404, `${method} ${path}`);
    assert.equal(await response.text(), nowhere, `${method} ${path} answers otherwise than a page that is not there`);
  }
  await olga.go(alliance, { status: 404 });
  await isAt(olga.page, 'There is nothing here for you');
  // Whoever only looks on sees neither verdict nor record, and writes nothing.
  await olga.go(other);
  assert.equal(await olga.page.locator('.verdict').count(), 0);
  for (const below of ['/signals', '/record', '/record.csv', '/parties/new', '/joint-business/edit', '/stage']) {
    await olga.go(other + below, { status: 404 });
  }
  await ana.go(`${other}/seats`);
  await press(ana.page, 'Take it back: the seat of Olga Berg');
  await olga.go(other, { status: 404 });
  // Somebody who is not signed in is asked to, and led on.
  const nobody = await visitor();
  await nobody.go(`${alliance}/fit`);
  await isAt(nobody.page, 'Sign in');
  await fill(nobody.page, { 'Your mail address': ANA.address, 'Your password': ANA.password });
  await press(nobody.page, 'Sign in');
  await isAt(nobody.page, 'Fit');
});

story('a person ends sessions, changes the password, takes their data away and leaves', async ({ server, visitor }) => {
  const ana = await visitor();
  await setUp(server, ana);
  await beginFrom(ana, await winterShop());
  const phone = await visitor({ device: 'phone', javascript: 'off' });
  await signIn(phone, { ...ANA, password: 'not the right one at all' });
  await isWrong(phone.page, 'Your password', { because: /do not go together/, value: '' });
  assert.equal(await phone.page.getByLabel('Your mail address').inputValue(), ANA.address);
  await checkPage(phone.page, 'sign-in-wrong');
  await signIn(phone, ANA);
  await isAt(phone.page, 'Desk');

  const { page } = ana;
  await ana.go('/you');
  await page.getByLabel('As your partners know you').fill('Ana K. Lind');
  await press(page, 'Change it');
  await reads(page, 'Your name is changed.');
  assert.equal(await page.getByRole('listitem').filter({ hasText: 'last used' }).count(), 2);
  const others = page.getByRole('listitem').filter({ hasText: 'last used' }).filter({ hasNotText: '(this one)' });
  await press(page, /^End it/, { within: others });
  await reads(page, 'That session has ended.');
  await phone.go('/desk');
  await isAt(phone.page, 'Sign in');

  await signIn(phone, ANA);
  await isAt(phone.page, 'Desk');
  await changePassword(page, 'a guess that is long enough', 'too short');
  await isWrong(page, 'The present one', { because: /not your present password/, value: '' });
  await isWrong(page, 'The new one', { because: /Use 12 characters or more/, value: '' });
  await checkPage(page, 'you-wrong');
  await changePassword(page, ANA.password, 'three oars and no rowlock');
  await reads(page, 'The password is changed, and every other session has ended.');
  await phone.go('/you');
  await isAt(phone.page, 'Sign in');
  await signIn(phone, ANA);
  await isWrong(phone.page, 'Your password', { because: /do not go together/, value: '' });

  await takesDataAway(page);
  await leavesForGood(ana, phone);
});

async function mistypesAddress(ana, alliance) {
  const { page } = ana;
  await ana.go(`${alliance}/seats`);
  await giveSeat(ana, { ...JONAS, address: 'jonas..weber@example.org' });
  await isWrong(page, 'Mail address', { because: /Write a mail address/, value: 'jonas..weber@example.org' });
  assert.equal(await page.getByLabel('Their name').inputValue(), JONAS.name);
  assert.equal(await page.getByLabel('They are').locator('option:checked').innerText(), JONAS.as);
  await checkPage(page, 'seats-wrong');
}

/** Gives a seat by mail; whoever gets it signs in. */
async function asksAdviserIn(server, ana, alliance, visitor) {
  const { page } = ana;
  await ana.go(`${alliance}/seats`);
  await page.getByText('Ask an adviser in').click();
  await fill(page, { 'The adviser’s name': 'Vera Sand', 'Mail address of the adviser': 'vera@example.org' });
  await press(page, 'Ask them in, and consent for our party');
  await reads(page, 'Does not see the case: not all parties consent.');
  await reads(page, 'Lind Pottery: consents');
  await reads(page, 'North Bakery: has not consented');
  await checkPage(page, 'seats-with-adviser');
  const vera = await visitor();
  await signInBy(vera, (await server.mail('vera@example.org')).links[0]);
  await checkPage(vera.page, 'desk-waiting');
  return vera;
}

/** The adviser waits: the desk says so, and no page answers. */
async function waits(vera, alliance) {
  await vera.go('/desk');
  await reads(vera.page, WAITING);
  assert.equal(await vera.page.getByRole('link', { name: SHOP, exact: true }).count(), 0);
  for (const { method, path } of await routesOf(alliance)) {
    const response = await ask(vera, path, { method, ...(method === 'POST' && { body: 'a=b' }) });
    assert.equal(response.status, 404, `${method} ${path}`);
  }
}

async function says(visitor, alliance, button, answer) {
  await visitor.go(`${alliance}/seats`);
  await press(visitor.page, button);
  await reads(visitor.page, answer);
}

/** Every route of an alliance, from the list of the application itself. */
async function routesOf(alliance) {
  const source = await readFile(new URL('../../crates/web/src/routes.rs', import.meta.url), 'utf8');
  const ids = { party: 'lind-pottery', round: 'short-round', area: 'purpose', person: 'ana-lind', fact: '1' };
  return [...source.matchAll(/^ {4}(get|post) "\/a\/\{alliance\}([^"]*)"/gm)].map(([, method, below]) => ({
    method: method.toUpperCase(),
    path: alliance + below.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? 'x'),
  }));
}

async function changePassword(page, present, wanted) {
  await fill(page, { 'The present one': present, 'The new one': wanted });
  await press(page, 'Change it', { within: page.locator('form[action="/you/password"]') });
}

async function takesDataAway(page) {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Take it away' }).click();
  const text = await readFile(await (await coming).path(), 'utf8');
  const held = JSON.parse(text);
  assert.equal(held.name, 'Ana K. Lind');
  assert.equal(held.address, ANA.address);
  assert.deepEqual(held.seats.map(({ alliance, role }) => [alliance, role]), [[SHOP, 'lead']]);
  assert.ok(held.seats[0].facts_in_the_name_of_your_party.length > 0);
  assert.doesNotMatch(text, /argon2|token/);
}

async function leavesForGood(ana, phone) {
  const { page } = ana;
  await ana.go('/you');
  await page.getByRole('link', { name: 'Delete it' }).click();
  await isAt(page, 'Delete your account');
  await reads(page, 'is led by you');
  const field = 'Type your mail address to say that you are sure';
  await page.getByLabel(field).fill('anna@example.org');
  await press(page, 'Delete everything about me');
  await isWrong(page, field, { because: /exactly/, value: 'anna@example.org' });
  await checkPage(page, 'you-delete-wrong');
  await page.getByLabel(field).fill(ANA.address);
  await press(page, 'Delete everything about me');
  await isAt(page, 'Sign in');

  const words = [];
  for (const address of [ANA.address, 'nobody-of-that-name@example.org']) {
    await signIn(phone, { address, password: 'three oars and no rowlock' });
    await reads(phone.page, 'This address and this password do not go together.');
    words.push((await phone.page.locator('main').innerHTML()).replaceAll(address, '…'));
  }
  assert.equal(words[0], words[1]);
}
