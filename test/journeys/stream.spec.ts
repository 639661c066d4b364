import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './house.ts';
import { InquiryHouse } from './inquiry-house.ts';

const folder = new URL('../fixtures/hls/', import.meta.url).pathname;
const types: Record<string, string> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mp4: 'video/mp4',
  m4s: 'video/mp4',
};

test('[B131] a stream of another server plays by the library where the browser has no player for it, under the policy of the page', async ({
  house,
}) => {
  const opened = await house({ present: 4, entitled: 4, inBrowsers: 0 });
  const streamUrl = 'https://live.example.org/inquiry/stream.m3u8';
  const inquiry = await InquiryHouse.open(opened, { streamUrl });
  const { code } = await inquiry.operator.until('desk', (view) => view);
  await inquiry.operator.command({ type: 'StartInquiry' });
  const page = await opened.page('phone', 'about:blank');
  await page.addInitScript("HTMLMediaElement.prototype.canPlayType = () => ''");
  const fetched: string[] = [];
  await page.route('https://live.example.org/**', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
    fetched.push(name);
    await route.fulfill({
      body: await readFile(join(folder, name)),
      headers: { 'access-control-allow-origin': '*', 'content-type': types[name.split('.').at(-1)!]! },
    });
  });
  const scripts: string[] = [];
  page.on('request', (request) => void (/hls/.test(request.url()) && scripts.push(request.url())));
  await page.goto(`/g/${code}`);
  const play = page.getByRole('button', { name: '播放视频' });
  await expect(play).toBeVisible();
  expect(scripts).toEqual([]);
  await play.click();
  await expect
    .poll(() => page.evaluate<number>("document.querySelector('video').currentTime"))
    .toBeGreaterThan(0.2);
  expect(scripts.length).toBeGreaterThan(0);
  expect(fetched).toContain('stream.m3u8');
});
