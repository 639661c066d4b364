import { type Device, newSecret, persist, Refused } from '../../server/demo/device.ts';
import type { Hall } from '../../server/demo/hall.ts';
import { newcomer } from '../../server/demo/inquiry-setup.ts';
import { type AccountId, DepartmentId, type InquiryId, type QuestionId } from '../../shared/ids.ts';
import type { InquiryPlan } from '../../shared/inquiry/plan.ts';
import { Own } from '../../shared/inquiry/views.ts';
import type { AccountRole } from '../../shared/roles.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';

export const waterBureau = DepartmentId.parse('department-water');
export const schoolBureau = DepartmentId.parse('department-schools');

/** Two moderators, a department and a note-taker, who have no part in the sitting itself. */
export interface InquiryStaff {
  moderator: Device;
  secondModerator: Device;
  department: Device;
  noteTaker: Device;
}

const passwordOf = (loginName: string) => `demo-${loginName}-2026`;
export const moderatorOne = { loginName: 'moderator1', password: passwordOf('moderator1') };

export async function inquiryStaff(hall: Hall): Promise<InquiryStaff> {
  const invited = (role: AccountRole, loginName: string, name: string) =>
    newcomer(hall, role, { loginName, name, password: `demo-${loginName}-2026` });
  return {
    moderator: await invited('moderator', moderatorOne.loginName, '钱审核'),
    secondModerator: await invited('moderator', 'moderator2', '孙审核'),
    department: await invited('department', 'water', '市水务局'),
    noteTaker: await invited('noteTaker', 'notes', '周记录'),
  };
}

export function planOf(water: AccountId | null, changes: Partial<InquiryPlan> = {}): InquiryPlan {
  const official = { name: '吴局长', office: '局长' };
  return {
    title: '全市饮水安全专题询问',
    topic: '农村饮水与学校饮水',
    departments: [
      { departmentId: waterBureau, name: '市水务局', officials: [official], accountId: water },
      { departmentId: schoolBureau, name: '市教育局', officials: [], accountId: null },
    ],
    questioners: [],
    questionSeconds: 180,
    answerSeconds: 300,
    askFrom: 0,
    startsAt: null,
    naming: 'either',
    rules: '',
    streamUrl: null,
    posterUrl: null,
    ...changes,
  };
}

/** A viewer without a socket: a cookie and posts by HTTP, each repeated under its key until it is answered. */
export class Viewer {
  readonly #url: string;
  readonly #visitKey = newSecret();
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  async visit(code: string): Promise<void> {
    await this.#post('visits', { key: this.#visitKey, code });
  }
  ask(inquiryId: InquiryId, text: string, name: string | null = null, key = newSecret()): Promise<unknown> {
    return this.#post(`${inquiryId}/ask`, { key, text, name });
  }
  support(inquiryId: InquiryId, questionId: QuestionId): Promise<unknown> {
    return this.#post(`${inquiryId}/support`, { questionId, on: true });
  }
  async own(inquiryId: InquiryId): Promise<Own> {
    return Own.parse(await this.get(`${inquiryId}/own`));
  }
  async get(path: string): Promise<unknown> {
    const headers = { cookie: this.#cookie };
    const response = await persist(() => fetch(`${this.#url}/api/gallery/${path}`, { headers }));
    return response.json();
  }

  #post(path: string, body: object): Promise<unknown> {
    return persist(async () => {
      const headers = { 'content-type': 'application/json', cookie: this.#cookie };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await fetch(`${this.#url}/api/gallery/${path}`, init);
      const answer = (await response.json()) as { refused?: Refusal };
      if (answer.refused) throw new Refused(answer.refused, path);
      this.#cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie;
      return answer;
    });
  }
}
