const number = new Intl.NumberFormat('zh-CN');
const n = (value: number) => number.format(value);

/** Everything that the public page says. Functions take figures, and people's text as it is. */
const words = {
  product: '议事',
  inquiry: '专题询问',
  language: '语言',
  code: {
    title: '进入专题询问',
    label: '六位数字代码',
    help: '代码印在二维码旁边，也显示在会场大屏幕上。也可以用手机相机扫描二维码进入。',
    enter: '进入',
    short: '请输入六位数字。',
    unknown: (code: string) => `没有代码为 ${code} 的专题询问。请核对后重新输入。`,
  },
  opening: '正在打开…',
  noServer: '暂时无法连接，正在自动重试。',
  line: {
    connecting: '正在连接',
    live: '实时',
    polling: '每几秒更新一次',
    offline: '已断开',
    behind: (seconds: number) => `有延迟：最近更新在 ${n(seconds)} 秒前`,
  },
};

export type Words = typeof words;
export default words;
