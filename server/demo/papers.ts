import { Paper } from '../../shared/ballot/paper.ts';

const projects: readonly [title: string, millions: number, department: string, finish: string][] = [
  ['新建改扩建中小学、幼儿园20所', 480, '市教育局', '2027-11'],
  ['改造城镇老旧小区60个', 350, '市住建局', '2027-10'],
  ['新增公共停车泊位1万个', 120, '市城管委', '2027-12'],
  ['建设街道综合养老服务中心15个', 90, '市民政局', '2027-11'],
  ['为6万名妇女开展“两癌”免费筛查', 18, '市卫健委', '2027-09'],
  ['打通城区断头路8条', 260, '市住建局', '2027-12'],
  ['新建口袋公园20个', 60, '市林业局', '2027-09'],
  ['老旧小区加装电梯200部', 100, '市住建局', '2027-12'],
  ['改造农村户厕5000座', 25, '市农业农村局', '2027-10'],
  ['建设农村水源保障工程12处', 140, '市水务局', '2027-11'],
  ['新建改建社区卫生服务站30个', 45, '市卫健委', '2027-10'],
  ['城镇新增就业8万人并建零工市场6个', 30, '市人社局', '2027-12'],
  ['建设全民健身场地40处', 35, '市体育局', '2027-09'],
];

/** What the demo votes on: invented, in the manner of a real city's people's livelihood projects. */
export const demoPapers: readonly Paper[] = [
  {
    kind: 'project',
    title: '2027年民生实事项目票决',
    maxMarks: 10,
    seats: 10,
    items: projects.map(([title, millions, department, finishDate], at) => ({
      itemId: `P${String(at + 1).padStart(2, '0')}`,
      title,
      investment: millions * 1_000_000,
      department,
      finishDate,
    })),
  },
  {
    kind: 'motion',
    title: '关于批准2026年市级财政决算的决议（草案）表决',
    items: [{ itemId: 'motion', title: '关于批准2026年市级财政决算的决议（草案）' }],
  },
  {
    kind: 'appraisal',
    title: '被任命人员履职测评',
    items: [
      { itemId: 'S1', title: '周明远', office: '市发展改革委主任' },
      { itemId: 'S2', title: '李秀兰', office: '市卫生健康委主任' },
      { itemId: 'S3', title: '马建国', office: '市住房城乡建设局局长' },
    ],
  },
].map((paper) => Paper.parse(paper));
