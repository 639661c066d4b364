import { newCommandId } from '../../server/demo/device.ts';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import { accountIdOf, followed, planInquiry } from '../../server/demo/inquiry-setup.ts';
import { type AccountId, DepartmentId, type InquiryId, type QuestionId } from '../../shared/ids.ts';
import type { InquiryPlan } from '../../shared/inquiry/plan.ts';
import type { DeskQuestion, DeskView } from '../../shared/inquiry/views.ts';
import type { House } from '../journeys/house.ts';
import { type InquiryStaff, inquiryStaff, planOf } from '../server/inquiry-fixture.ts';

const departments = [
  ['市水务局', '吴江，局长'],
  ['市教育局', '郑文，局长'],
  ['市住房和城乡建设局', '冯建设，局长'],
  ['市生态环境局', '陈青山，局长'],
  ['市卫生健康委员会', '褚安，主任'],
  ['市财政局', '卫明，局长'],
  ['市农业农村局', '蒋田，局长'],
  ['市市场监督管理局', '沈正，局长'],
] as const;

const prepared = [
  ['周敏', '农村饮水工程建成后，水质多久检测一次，检测结果用什么方式向村民公布？', 0],
  ['吴国强', '中小学直饮水设备由谁维护，滤芯更换的经费从哪里来，有没有统一的标准？', 1],
  ['郑晓梅', '老旧小区二次供水改造今年完成了多少，剩下的什么时候完成？', 2],
  ['王守信', '上游两家企业的排放口距离取水口不到三公里，环评是怎样通过的，平时怎样监管？', 3],
] as const;

const asked = [
  '我们村的水时常发黄，一到下雨天更明显，什么时候能换管子？',
  '学校里的直饮水能不能每学期公布一次检测结果？',
  '水价是怎么定的，听证会为什么没有通知居民？',
  '高层住户水压不够，物业和自来水公司互相推，到底归谁管？',
  '桶装水的抽检结果在哪里查？',
];

export interface LiveInquiry {
  staff: InquiryStaff;
  inquiryId: InquiryId;
  operator: FollowedInquiry;
  desk: () => DeskView;
  find: (words: string) => DeskQuestion;
  code: string;
}

/** An inquiry with eight departments, four prepared questions and five of the public that are approved and supported. */
export async function liveInquiry({ hall }: House): Promise<LiveInquiry> {
  const staff = await inquiryStaff(hall);
  const water = await accountIdOf(staff.department);
  const { inquiryId } = await planInquiry(hall, wholePlan(water));
  const operator = await followed(hall.operator, hall, inquiryId);
  for (const [name, text, at] of prepared)
    await operator.command({ type: 'PrepareQuestion', name, text, deputyId: null, departmentId: idOf(at) });
  const desk = () => operator.view('desk')!;
  const find = (words: string) => Object.values(desk().questions).find(({ text }) => text.includes(words))!;
  const { code } = await operator.until('desk', (view) => view);
  for (const [at, text] of asked.entries()) await ask(hall.url, code, inquiryId, text, at);
  await operator.until(
    'desk',
    (view) => Object.keys(view.questions).length === prepared.length + asked.length,
  );
  const questionIds = Object.values(desk().questions)
    .filter(({ source }) => source === 'public')
    .map(({ questionId }) => questionId);
  await operator.command({ type: 'ApproveQuestions', questionIds });
  await operator.command({
    type: 'AssignQuestions',
    questionIds: [find('发黄').questionId, find('水压').questionId],
    departmentId: idOf(0),
  });
  await published(hall.url, inquiryId, questionIds);
  for (const [at, questionId] of questionIds.entries())
    await support(hall.url, code, inquiryId, questionId, 9 - 2 * at);
  return { staff, inquiryId, operator, desk, find, code };
}

const idOf = (at: number) => DepartmentId.parse(`department-${at}00`);

function wholePlan(water: AccountId): InquiryPlan {
  return planOf(water, {
    title: '全市饮水安全专题询问',
    topic: '围绕农村饮水、学校饮水和老旧小区二次供水，请有关部门到场应询。',
    departments: departments.map(([name, official], at) => {
      const [who, office] = official.split('，') as [string, string];
      return {
        departmentId: idOf(at),
        name,
        officials: [{ name: who, office }],
        accountId: at === 0 ? water : null,
      };
    }),
    questioners: prepared.map(([name]) => ({ deputyId: null, name })),
    startsAt: Date.UTC(2030, 4, 20, 1, 0),
    rules: '请围绕议题提问，不要写他人的姓名、电话和住址。',
    streamUrl: 'https://live.example.org/inquiry.m3u8',
  });
}

const headers = { 'content-type': 'application/json' };

/** A viewer opens the page: the cookie by which it is known again. */
async function viewer(url: string, code: string): Promise<string> {
  const body = JSON.stringify({ key: newCommandId(), code });
  const answer = await fetch(`${url}/api/gallery/visits`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

async function post(url: string, path: string, cookie: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/api/gallery/${path}`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

/** What was approved is in the gallery with its next tick. */
async function published(url: string, inquiryId: InquiryId, ids: readonly QuestionId[]): Promise<void> {
  for (;;) {
    const live = await (await fetch(`${url}/api/gallery/${inquiryId}/live`)).text();
    if (ids.every((id) => live.includes(id))) return;
    await new Promise((later) => setTimeout(later, 100));
  }
}

async function ask(url: string, code: string, inquiryId: InquiryId, text: string, at: number): Promise<void> {
  const name = at % 2 === 0 ? `居民${at + 1}` : null;
  await post(url, `${inquiryId}/ask`, await viewer(url, code), { key: newCommandId(), text, name });
}

async function support(
  url: string,
  code: string,
  inquiryId: InquiryId,
  questionId: QuestionId,
  times: number,
): Promise<void> {
  for (let at = 0; at < times; at++)
    await post(url, `${inquiryId}/support`, await viewer(url, code), { questionId, on: true });
}
