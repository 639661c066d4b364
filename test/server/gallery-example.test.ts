import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { followed, planInquiry } from '../../server/demo/inquiry-setup.ts';
import { Own } from '../../shared/inquiry/views.ts';
import { documentFile, exampleFile, galleryDocument } from '../protocol/document.ts';
import { houseForThisFile } from './hall-fixture.ts';
import { inquiryStaff, planOf } from './inquiry-fixture.ts';

const house = houseForThisFile({ present: 3 });

test('[B128] the document of the public protocol is the protocol as it is', () => {
  // `npm run docs:protocol` makes it anew.
  expect(readFileSync(documentFile, 'utf8')).toBe(galleryDocument());
});

test('[B128] its example follows and asks on a real server, and sees what is approved', async () => {
  const { hall } = house;
  const { moderator } = await inquiryStaff(hall);
  const { inquiryId } = await planInquiry(hall, planOf(null));
  const desk = await followed(moderator, hall, inquiryId);
  const { code } = desk.view('desk')!;
  const text = '幼儿园学位什么时候增加？';
  const example = spawn(process.execPath, [exampleFile, house.url, code, text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(example, 'exit');
  let printed = '';
  const prints = async (what: RegExp) => {
    while (!what.test(printed)) printed += (await once(example.stdout.setEncoding('utf8'), 'data'))[0];
  };
  await prints(/全市饮水安全专题询问/);
  await prints(/\{ ok: \{ key: '[\w-]+' \} \}/);
  expect(printed).not.toContain(text);
  const asked = await desk.until('desk', ({ questions }) => Object.values(questions)[0]);
  expect(asked).toMatchObject({ text, state: 'submitted', source: 'public' });
  await desk.command({ type: 'ApproveQuestions', questionIds: [asked.questionId] });
  await prints(new RegExp(`text: '${text}'`));
  example.kill();
  await exited;
});

test('[B127] the page may load from where its inquiry has stream and poster, and from nowhere else', async () => {
  const { hall } = house;
  const plan = planOf(null, {
    streamUrl: 'https://live.example.org:8443/hall/index.m3u8',
    posterUrl: 'https://pictures.example.net/poster.jpg',
  });
  const desk = await followed(hall.operator, hall, (await planInquiry(hall, plan)).inquiryId);
  const page = await fetch(`${house.url}/g/${desk.view('desk')!.code}`);
  const policy = page.headers.get('content-security-policy')!;
  const origins = 'https://live.example.org:8443 https://pictures.example.net';
  for (const directive of ['img-src', 'connect-src', 'media-src'])
    expect(policy).toMatch(new RegExp(`${directive} [^;]*${origins}(?:;|$)`));
  expect(policy.match(/https:\/\/[^ ;]+/g)).toHaveLength(6);
  expect(await page.text()).toContain(`<meta name="streams" content="${origins}">`);
});

test('[B120] [B124] an asker is told what became of a question, through a restart of the server too', async () => {
  const { hall } = house;
  const { inquiryId } = await planInquiry(hall, planOf(null));
  const desk = await followed(hall.operator, hall, inquiryId);
  const { code } = desk.view('desk')!;
  const call = async (path: string, body?: object, cookie = '') => {
    const response = await fetch(`${house.url}/api/gallery/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { response, json: await response.json() };
  };
  const visit = await call('visits', { key: 'visit-of-an-asker-1', code });
  const cookie = visit.response.headers.getSetCookie()[0]!.split(';')[0]!;
  const question = { key: 'question-of-an-asker', text: '与本次议题无关的问题', name: null };
  await call(`${inquiryId}/ask`, question, cookie);
  const asked = await desk.until('desk', ({ questions }) => Object.values(questions)[0]);
  await desk.command({ type: 'RejectQuestions', questionIds: [asked.questionId], reason: '与议题无关' });
  await house.pullPlug();
  // The same again after the crash is the same question.
  expect((await call(`${inquiryId}/ask`, question, cookie)).json).toEqual({ key: question.key });
  const own = Own.parse((await call(`${inquiryId}/own`, undefined, cookie)).json);
  expect(own.questions).toEqual([
    expect.objectContaining({ key: question.key, state: 'rejected', reason: '与议题无关' }),
  ]);
  const live = await call(`${inquiryId}/live`);
  expect(live.json).toMatchObject({ view: { crowd: { views: 1, viewers: 1 } } });
  expect(JSON.stringify(live.json)).not.toContain(question.text);
});
