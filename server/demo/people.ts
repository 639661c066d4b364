import type { RollEntry } from '../../shared/roll.ts';
import type { Dice } from './dice.ts';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
];
const given =
  '建国 秀英 伟 芳 敏 静 丽华 国强 志明 桂兰 海燕 晓东 玉梅 文博 永红 淑珍 立军 春梅 志强 红霞 建华 雪梅 德胜 金凤 明辉 玉兰 子轩 雨桐 浩然 欣怡 学军 慧敏 振华 丽娟 鹏飞 婷婷 兴旺 翠花 宏伟 晓燕'.split(
    ' ',
  );
const delegations = [
  '云岭区代表团',
  '安河区代表团',
  '东川区代表团',
  '西固区代表团',
  '清源区代表团',
  '永和县代表团',
  '榆阳县代表团',
  '南屏县代表团',
  '新城开发区代表团',
  '教育科技界代表团',
  '医药卫生界代表团',
  '驻军代表团',
];

/** An invented roll: `size` deputies, each with a name of their own and a seat by rows within the delegation. */
export function inventedTown(size: number, dice: Dice): RollEntry[] {
  const names = dice
    .shuffled(surnames.flatMap((surname) => given.map((name) => surname + name)))
    .slice(0, size);
  const each = Math.ceil(size / delegations.length);
  return names.map((name, at) => ({
    name,
    delegation: delegations[Math.floor(at / each)]!,
    seat: `${Math.floor(at / 14) + 1}排${(at % 14) + 1}号`,
    standing: 'entitled',
  }));
}
