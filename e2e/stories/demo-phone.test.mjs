// The sample cases on a phone without JavaScript.

import { demoStory } from '../harness/story.mjs';
import { checkAll, enter, lookBack, takeFilesIn } from './tour.mjs';

demoStory('the sample cases hold up page by page on a phone without JavaScript', async ({ server, visitor }) => {
  const ana = await visitor({ device: 'phone', javascript: 'off' });
  const paths = await enter(server, ana);
  await lookBack(ana, paths);
  await checkAll(ana, paths);
  await takeFilesIn(ana);
});
