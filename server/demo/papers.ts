import { Paper } from '../../shared/ballot/paper.ts';
import type { PaperId } from '../../shared/ids.ts';
import type { Hall } from './hall.ts';

interface Project {
  title: string;
  description: string;
  /** Million yuan. */
  millions: number;
  department: string;
  finishDate: string;
}

const projects: readonly Project[] = [
  {
    title: '新建改扩建中小学、幼儿园20所',
    description: '新建小学6所、幼儿园9所，改扩建中学5所，新增学位1.8万个，重点补齐新城片区学位缺口。',
    millions: 480,
    department: '市教育局',
    finishDate: '2027年11月',
  },
  {
    title: '改造城镇老旧小区60个',
    description: '对2000年前建成的60个小区实施管网、外墙保温、道路和照明改造，惠及居民2.1万户。',
    millions: 350,
    department: '市住建局',
    finishDate: '2027年10月',
  },
  {
    title: '新增公共停车泊位1万个',
    description: '利用边角地、桥下空间建设立体停车场14座，开放机关事业单位车位3000个。',
    millions: 120,
    department: '市城管委',
    finishDate: '2027年12月',
  },
  {
    title: '建设街道综合养老服务中心15个',
    description: '每个中心设日间照料、助餐、康复服务，配备护理床位不少于30张。',
    millions: 90,
    department: '市民政局',
    finishDate: '2027年11月',
  },
  {
    title: '为6万名妇女开展“两癌”免费筛查',
    description: '为35至64周岁妇女免费提供宫颈癌、乳腺癌筛查，阳性个案随访率100%。',
    millions: 18,
    department: '市卫健委',
    finishDate: '2027年9月',
  },
  {
    title: '打通城区断头路8条',
    description: '打通南山路西延、河湾街等8条断头路，总长11.6公里，同步建设雨污管网。',
    millions: 260,
    department: '市住建局',
    finishDate: '2027年12月',
  },
  {
    title: '新建口袋公园20个',
    description: '在老城区见缝插绿，新建口袋公园20个，配套健身和儿童活动设施。',
    millions: 60,
    department: '市林业局',
    finishDate: '2027年9月',
  },
  {
    title: '老旧小区加装电梯200部',
    description: '对四层以上住宅加装电梯200部，每部给予财政补助20万元。',
    millions: 100,
    department: '市住建局',
    finishDate: '2027年12月',
  },
  {
    title: '改造农村户厕5000座',
    description: '整村推进户用卫生厕所改造5000座，建立长效管护队伍。',
    millions: 25,
    department: '市农业农村局',
    finishDate: '2027年10月',
  },
  {
    title: '建设农村水源保障工程12处',
    description: '新建水源工程12处，铺设管道180公里，解决4.3万人季节性缺水问题。',
    millions: 140,
    department: '市水务局',
    finishDate: '2027年11月',
  },
  {
    title: '新建改建社区卫生服务站30个',
    description: '打造15分钟医疗圈，新建12个、改建18个社区卫生服务站，配备全科医生。',
    millions: 45,
    department: '市卫健委',
    finishDate: '2027年10月',
  },
  {
    title: '城镇新增就业8万人并建零工市场6个',
    description: '开展职业技能培训3万人次，建设规范化零工市场6个，提供休息、培训、维权服务。',
    millions: 30,
    department: '市人社局',
    finishDate: '2027年12月',
  },
  {
    title: '建设全民健身场地40处',
    description: '建设笼式足球场、篮球场、健身步道等40处，全部免费开放。',
    millions: 35,
    department: '市体育局',
    finishDate: '2027年9月',
  },
];

/** What the demo votes on: invented, in the manner of a real city's people's livelihood projects. */
export const demoPapers = {
  projects: Paper.parse({
    kind: 'project',
    title: '2027年民生实事项目票决',
    maxMarks: 10,
    seats: 10,
    items: projects.map(({ millions, ...project }, at) => ({
      itemId: `P${String(at + 1).padStart(2, '0')}`,
      ...project,
      investment: millions * 1_000_000,
    })),
  }),
  motion: Paper.parse({
    kind: 'motion',
    title: '关于批准2026年市级财政决算的决议（草案）',
    items: [
      {
        itemId: 'motion',
        title: '关于批准2026年市级财政决算的决议（草案）',
        text: '云岭市第十九届人民代表大会第四次会议听取了《关于2026年市级财政决算草案的报告》和审查结果报告，决定批准2026年市级财政决算。',
      },
    ],
  }),
  appraisal: Paper.parse({
    kind: 'appraisal',
    title: '被任命人员履职满意度测评',
    items: [
      { itemId: 'S1', title: '周明远', office: '市发展和改革委员会主任' },
      { itemId: 'S2', title: '李秀兰', office: '市卫生健康委员会主任' },
      { itemId: 'S3', title: '马建国', office: '市住房和城乡建设局局长' },
    ],
  }),
} satisfies Record<string, Paper>;

/** The order of the day, some of it with a paper. */
const agenda: readonly { title: string; paper?: keyof typeof demoPapers }[] = [
  { title: '听取市人民政府关于2027年民生实事候选项目的说明' },
  { title: '票决2027年民生实事项目', paper: 'projects' },
  { title: '表决关于批准2026年市级财政决算的决议（草案）', paper: 'motion' },
  { title: '对被任命人员开展履职满意度测评', paper: 'appraisal' },
];

/** Draws up the papers and sets the agenda with them, as the operator. */
export async function drawUpAgenda(hall: Hall): Promise<Record<keyof typeof demoPapers, PaperId>> {
  const paperIds = {
    projects: await hall.drawUp(demoPapers.projects),
    motion: await hall.drawUp(demoPapers.motion),
    appraisal: await hall.drawUp(demoPapers.appraisal),
  };
  const items = agenda.map(({ title, paper }) => ({ title, ...(paper && { paperId: paperIds[paper] }) }));
  await hall.operator.command({ type: 'SetAgenda', items });
  return paperIds;
}
