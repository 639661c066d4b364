import { type AccountId, DepartmentId } from '../../shared/ids.ts';
import { InquiryPlan } from '../../shared/inquiry/plan.ts';

/** Twelve departments of an invented city with those who come to answer. */
const departments: readonly {
  id: string;
  name: string;
  officials: readonly (readonly [string, string])[];
}[] = [
  {
    id: 'department-reform',
    name: '市发展和改革委员会',
    officials: [
      ['周明远', '主任'],
      ['韩立新', '副主任'],
    ],
  },
  {
    id: 'department-schools',
    name: '市教育局',
    officials: [
      ['许文静', '局长'],
      ['段志刚', '副局长'],
    ],
  },
  { id: 'department-affairs', name: '市民政局', officials: [['曹桂芳', '局长']] },
  { id: 'department-finance', name: '市财政局', officials: [['邓国平', '局长']] },
  { id: 'department-labour', name: '市人力资源和社会保障局', officials: [['傅晓梅', '局长']] },
  { id: 'department-land', name: '市自然资源局', officials: [['沈建业', '局长']] },
  {
    id: 'department-ecology',
    name: '市生态环境局',
    officials: [
      ['曾海涛', '局长'],
      ['彭玉兰', '总工程师'],
    ],
  },
  {
    id: 'department-housing',
    name: '市住房和城乡建设局',
    officials: [
      ['马建国', '局长'],
      ['吕德胜', '副局长'],
    ],
  },
  { id: 'department-traffic', name: '市交通运输局', officials: [['苏永强', '局长']] },
  {
    id: 'department-water',
    name: '市水务局',
    officials: [
      ['卢兴旺', '局长'],
      ['蒋慧敏', '副局长'],
    ],
  },
  { id: 'department-health', name: '市卫生健康委员会', officials: [['李秀兰', '主任']] },
  { id: 'department-market', name: '市市场监督管理局', officials: [['蔡振华', '局长']] },
];

/** What the committee has prepared, in its order; each for the department at its place. */
const prepared: readonly (readonly [name: string, department: string, text: string])[] = [
  [
    '常委会委员 贾志明',
    'department-water',
    '去年承诺改造的一百二十公里老旧供水管网，到今天完成了多少？没有完成的，卡在哪里？',
  ],
  [
    '常委会委员 丁丽华',
    'department-schools',
    '新城片区学位缺口仍有六千个。请说明今后三年每年新增多少，落在哪几所学校。',
  ],
  [
    '常委会委员 薛国强',
    'department-affairs',
    '全市建成的四十二个社区养老服务中心，有十一个长期空置。谁来负责，什么时候开门？',
  ],
  ['常委会委员 叶敏', 'department-health', '乡镇卫生院的慢性病常用药，为什么目录里有、药柜里没有？'],
  ['常委会委员 阎伟', 'department-housing', '老旧小区改造之后没有物业接手，改造的成果靠谁维持？'],
  ['农业与农村委员会 程桂兰', 'department-water', '还有多少个村的饮水没有通过水质检测？请给出名单和期限。'],
  [
    '城乡建设委员会 袁建华',
    'department-traffic',
    '公交线网优化之后，最远的安置区到医院要换乘三次。这样的优化是以什么为标准的？',
  ],
  [
    '财政经济委员会 邓永红',
    'department-finance',
    '民生资金当年支出率只有百分之七十六，结转的钱明年怎样确保用到原来的项目上？',
  ],
  [
    '环境与资源委员会 萧海燕',
    'department-ecology',
    '城区三条黑臭水体治理后又返黑，是工程的问题还是管护的问题？',
  ],
  ['社会建设委员会 唐春梅', 'department-labour', '新就业形态劳动者参加工伤保险的只有两成，下一步怎么办？'],
  [
    '常委会委员 冯晓东',
    'department-reform',
    '十三个民生实事项目中有四个的可行性研究在立项之后才补，程序是怎样走的？',
  ],
  ['常委会委员 于淑珍', 'department-land', '批而未供、供而未用的土地有多少，什么时候清理完？'],
  ['教科文卫委员会 董文博', 'department-schools', '课后服务收费的结余去了哪里，能不能向家长公开？'],
  ['常委会委员 何玉梅', 'department-market', '校园食堂食材检测的不合格结果，为什么没有一次主动公布？'],
  ['城乡建设委员会 高鹏飞', 'department-housing', '预售资金监管账户里的钱够不够交楼？请逐个项目说明。'],
];

export interface PreparedWords {
  name: string;
  departmentId: DepartmentId;
  text: string;
}
export const preparedWords: readonly PreparedWords[] = prepared.map(([name, department, text]) => ({
  name,
  departmentId: DepartmentId.parse(department),
  text,
}));

/** `answering`: the account that answers in writing for the department of water. */
export function demoInquiryPlan(answering: AccountId, now: number): InquiryPlan {
  return InquiryPlan.parse({
    title: '关于民生实事办理情况的专题询问',
    topic:
      '供水、学位、养老、就医、住房与出行六个方面的民生实事办理情况。市人民政府负责人和十二个部门到会应询，公众可以在线提问、支持和点赞。',
    departments: departments.map(({ id, name, officials }) => ({
      departmentId: id,
      name,
      officials: officials.map(([official, office]) => ({ name: official, office })),
      accountId: id === 'department-water' ? answering : null,
    })),
    questioners: preparedWords.map(({ name }) => ({ deputyId: null, name })),
    questionSeconds: 180,
    answerSeconds: 300,
    askFrom: now,
    startsAt: now + 20 * 60_000,
    naming: 'either',
    rules:
      '请围绕本次专题提问，一次一事。不要写电话、证件号码和他人隐私。提问经审核后公开；未公开的会告知理由。',
    streamUrl: null,
    posterUrl: null,
  });
}
