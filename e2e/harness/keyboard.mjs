// Going through a page with the Tab key alone.

import { surveyStops } from './stops.mjs';

/** Parts of a date have a stop each inside one element; more stops than this and Tab is not let go. */
const STOPS_WITHIN_ONE_ELEMENT = 8;

/** Where Tab has still not left the page after this many stops, it never will. */
const MOST_STOPS = 1000;

/** What is wrong where Tab does not reach everything in order, visibly, and leave the page in the end. */
export async function keyboardFaults(page) {
  const survey = await page.evaluateHandle(surveyStops);
  const faults = await page.evaluate((survey) => survey.faults, survey);
  const { taken, trap } = await pressThrough(page, survey);
  faults.push(...taken.flatMap((stop) => sightFaults(stop)), ...orderFaults(taken));
  if (trap) {
    faults.push(`the keyboard is trapped: ${trap}`);
  } else {
    const reached = taken.map((stop) => stop.index);
    faults.push(...(await page.evaluate(missed, { survey, reached })).map((name) => `Tab never reaches ${name}`));
  }
  await survey.dispose();
  return faults;
}

/** Presses Tab until the focus leaves the page: the stops in the order taken, or how it came to no end. */
async function pressThrough(page, survey) {
  const taken = [];
  const seen = new Set();
  for (let presses = 0, stays = 0; presses < MOST_STOPS; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((survey) => survey.current(), survey);
    if (stop === null) return { taken };
    const last = taken.at(-1);
    stays = stop.id === last?.id ? stays + 1 : 0;
    if (stays > STOPS_WITHIN_ONE_ELEMENT) return { taken, trap: `Tab does not leave ${stop.name}` };
    if (stays > 0) continue;
    // Some pages are gone through from the beginning again instead of being left; what was missed is told then.
    if (stop.id === taken[0]?.id) return { taken };
    if (seen.has(stop.id)) return { taken, trap: `Tab goes back from ${last.name} to ${stop.name}` };
    seen.add(stop.id);
    taken.push(stop);
  }
  return { taken, trap: `Tab has not left the page after ${MOST_STOPS} stops` };
}

function sightFaults({ name, visible, inView }) {
  const faults = [];
  if (!visible) faults.push(`the focus cannot be seen on ${name}: no outline and no shadow appears`);
  if (!inView) faults.push(`the focus is on something out of sight: ${name}`);
  return faults;
}

/** Stops of the browser's own, such as an area that scrolls, have no place in the order. */
function orderFaults(taken) {
  const placed = taken.filter((stop) => stop.index >= 0);
  return placed
    .map((stop, at) => [placed[at - 1], stop])
    .filter(([before, stop]) => before && stop.index < before.index)
    .map(([before, stop]) => `Tab goes out of order: from ${before.name} to ${stop.name}, which stands before it`);
}

/** Runs in the page. */
function missed({ survey, reached }) {
  return survey.stops.filter((_, index) => !reached.includes(index)).map(survey.name);
}
