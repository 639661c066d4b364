import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockedWordIn } from '../../shared/inquiry/blocked-words.ts';
import { Ask } from '../../shared/inquiry/gallery-protocol.ts';
import { masked, personalDataIn } from '../../shared/inquiry/personal-data.ts';
import { characterCount, normalisedQuestion, questionFault } from '../../shared/inquiry/question-text.ts';
import { SimilarQuestions } from '../../shared/inquiry/similar.ts';

const family = '👨‍👩‍👧‍👦';
const mark = '\u0301';

describe('the text of a question', () => {
  test.each([
    ['composed', 'cafe\u0301', 'café'],
    ['without overrides of direction', '水\u202e价\u2066上\u2069涨\u200f', '水价上涨'],
    ['without zero-width characters', '广\u200b告\u2060词\ufeff\u00ad', '广告词'],
    ['without controls and half characters', '几\u0000时\u001b[31m\ud800通\u007f水', '几时[31m通水'],
    ['with its lines', ' 第一\r\n第二\u2028第三\n\n\n\n第四 \n', '第一\n第二\n第三\n\n第四'],
    ['with its emoji as they are', `${family} ❤️ 1️⃣ 👍🏽`, `${family} ❤️ 1️⃣ 👍🏽`],
    ['without joiners and selectors of nothing', '广\u200d告\ufe0f', '广告'],
    ['with at most three marks on a letter', `几${mark.repeat(40)}时`, `几${mark.repeat(3)}时`],
    ['with marks as languages have them', 'Việt ế ที่', 'Việt ế ที่'],
    ['in the characters that there are', '𠮷野家', '𠮷野家'],
  ])('[B107] is kept %s', (_, raw, kept) => {
    expect(normalisedQuestion(raw)).toBe(kept);
  });

  test('[B107] is the same when it is looked at again', () => {
    const pieces = fc.constantFrom(
      '水',
      'e',
      mark,
      '\u200d',
      '\ufe0f',
      '👍',
      '🏽',
      '\r',
      '\n',
      ' ',
      '\u202e',
      '\u200b',
      '\ud83d',
      '\udc4d',
      '1',
      '\u20e3',
      '\u1100',
      '\u1161',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
        ),
        (raw) => {
          const kept = normalisedQuestion(raw);
          expect(normalisedQuestion(kept)).toBe(kept);
          expect(kept).not.toMatch(/\p{Bidi_Control}|\p{Surrogate}|[\u200b\u2060]|\p{M}{4}|[^\P{Cc}\n\t]/u);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['𠮷', 1],
    [family, 1],
    ['👍🏽', 1],
    ['é', 1],
    [`e${mark}${mark}`, 1],
    ['供水 2', 4],
    ['', 0],
  ])('[B107] counts characters as people do: %s', (text, count) => {
    expect(characterCount(text)).toBe(count);
  });

  test('[B107] has 1 to 500 of them, after what is not to be seen was taken out', () => {
    expect(questionFault('𠮷'.repeat(500))).toBeNull();
    expect(questionFault('𠮷'.repeat(501))).toBe('question-too-long');
    expect(questionFault('👍🏽'.repeat(500))).toBeNull();
    expect(questionFault('问'.repeat(500) + '\u200b'.repeat(900))).toBeNull();
    // Few characters of very many parts are no question either.
    expect(questionFault('👩‍🦰'.repeat(450))).toBe('question-too-long');
    for (const nothing of ['', ' \n', '\u200b\u2060', '\u3164', '\u2800', mark])
      expect(questionFault(nothing)).toBe('question-empty');
  });

  test('[B107] is taken as it was pasted, and not at any length', () => {
    const ask = (text: string) =>
      Ask.safeParse({ key: 'k'.repeat(16), name: null, text }).error?.issues[0]?.message;
    expect(ask('几时\u202e通水\u200b？')).toBeUndefined();
    expect(ask('\u200b')).toBe('must not be empty');
    expect(ask('问'.repeat(501))).toBe('must have at most 500 characters');
    expect(ask('问'.repeat(100_000))).toMatch(/<=2000 characters/);
  });
});

describe('blocked words', () => {
  const words = ['贷款', 'Casino', '加微信'];

  test.each([
    ['低息贷款', '贷款'],
    ['低息贷 款', '贷款'],
    ['低息贷\u200b款', '贷款'],
    ['贷*款、贷.款', '贷款'],
    ['贷\n款', '贷款'],
    ['ＣＡＳＩＮＯ', 'Casino'],
    ['c-a-s-i-n-o', 'Casino'],
    ['𝐂𝐚𝐬𝐢𝐧𝐨', 'Casino'],
    ['ⓒⓐⓢⓘⓝⓞ', 'Casino'],
    ['cásíno'.normalize('NFD'), 'Casino'],
    ['加 VX 微信', null],
    ['加➕微☁️信', '加微信'],
    ['款项贷出', null],
    ['', null],
  ])('[B107] are found however they are spelled: %s', (text, found) => {
    expect(blockedWordIn(['别的文字', text], words)).toBe(found);
  });

  test('[B107] do not reach from one text into the next, and none is in nothing', () => {
    expect(blockedWordIn(['贷', '款'], words)).toBeNull();
    expect(blockedWordIn(['贷款'], [])).toBeNull();
    expect(blockedWordIn(['贷款'], ['…', ''])).toBeNull();
  });
});

describe('personal data', () => {
  test.each([
    ['请打13800138000找我', '请打●●●找我'],
    ['１３８００１３８０００', '●●●'],
    ['138 0013 8000', '●●●'],
    ['138-0013-8000', '●●●'],
    ['1 3 8 0 0 1 3 8 0 0 0', '●●●'],
    ['138\u200b0013\u200b8000', '●●●'],
    ['138·0013·8000', '●●●'],
    ['+86 138 0013 8000', '+●●●'],
    ['0086-13800138000', '●●●'],
    ['一三八零零一三八零零零', '●●●'],
    ['𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎', '●●●'],
    ['13800138000和13900139000', '●●●和●●●'],
    ['13800138000 13900139000', '●●● ●●●'],
    ['0934-8212345', '●●●'],
    ['010-62345678', '●●●'],
    ['(0931)8412345', '(●●●'],
    ['电话：8212345', '电话：●●●'],
    ['11010519491231002X', '●●●'],
    ['11010519491231002x', '●●●'],
    ['１１０１０５１９４９１２３１００２Ｘ', '●●●'],
    ['110105 19491231 002X', '●●●'],
    ['130503670401001', '●●●'],
    ['𠮷13800138000𠮷', '𠮷●●●𠮷'],
  ])('[B107] is found and masked: %s', (text, result) => {
    expect(masked(text)).toBe(result);
  });

  test.each([
    '2024年5月12日10:30',
    '投资1,380,013,8000元',
    '2024-05-12 10:30',
    '全县 8212345 人',
    '订单138001380001',
    '1380013800',
    '12345热线',
    // The check digit is another one; the month is none.
    '110105194912310021',
    '11010519491331002X',
    '130503671301001',
  ])('[B107] is not what only looks like it: %s', (text) => {
    expect(personalDataIn(text)).toEqual([]);
  });

  test('[B107] comes as spans of the text, in its order, and masked text has none left', () => {
    const text = '𠮷：138 0013 8000，证号11010519491231002X。';
    const found = personalDataIn(text);
    expect(found.map(({ kind, from, to }) => [kind, text.slice(from, to)])).toEqual([
      ['phone', '138 0013 8000'],
      ['idNumber', '11010519491231002X'],
    ]);
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '13800138000',
            '138 0013',
            '8000',
            '1',
            '3',
            ' ',
            '水',
            'X',
            '０',
            '-',
            '11010519491231002X',
          ),
          { maxLength: 20 },
        ),
        (parts) => {
          const all = parts.join('');
          const spans = personalDataIn(all);
          for (const [at, { from, to }] of spans.entries()) {
            expect(from).toBeGreaterThanOrEqual(spans[at - 1]?.to ?? 0);
            expect(to).toBeGreaterThan(from);
          }
          expect(personalDataIn(masked(all))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('similar questions', () => {
  const questions = {
    lamps: '学校附近的路灯什么时候能修好？',
    lift: '老旧小区加装电梯有补贴吗？',
    heating: '供热温度不达标，热力公司怎么赔偿？',
    bus: '公交12路能不能延长到高铁站？',
    water: '农村自来水经常停水怎么办',
    english: 'When will the street lamps near the school be repaired?',
  };
  const filled = () => {
    const similar = new SimilarQuestions();
    for (const [id, text] of Object.entries(questions)) similar.set(id, text);
    return similar;
  };
  const nearest = (text: string) =>
    filled()
      .find(text)
      .map(({ questionId }) => questionId)[0];

  test.each([
    ['路灯坏了，什么时候修', 'lamps'],
    ['请问学校旁边路灯几时修好', 'lamps'],
    ['学校附近的路灯', 'lamps'],
    ['电梯加装补贴政策', 'lift'],
    ['家里暖气不热，供热温度不达标', 'heating'],
    ['１２路公交车延长到高铁站', 'bus'],
    ['自来水停水', 'water'],
    ['Street lamp near school: repair?', 'english'],
    ['养老院收费标准', undefined],
    ['', undefined],
    ['？！', undefined],
  ])('[B107] are found by what they ask: %s', (text, id) => {
    expect(nearest(text)).toBe(id);
  });

  test('[B107] are the nearest first, few, above the threshold, with the text as it is now', () => {
    const similar = filled();
    expect(similar.find(questions.lamps)[0]).toEqual({ questionId: 'lamps', score: expect.closeTo(1) });
    expect(similar.find('什么时候能修好', { limit: 1 })).toHaveLength(1);
    expect(similar.find('路灯坏了，什么时候修', { least: 0.99 })).toEqual([]);
    similar.set('lamps', '图书馆周末开放吗');
    expect(similar.find('学校附近的路灯').map(({ questionId }) => questionId)).toEqual([]);
    similar.remove('lift');
    similar.remove('lift');
    expect(similar.find('加装电梯补贴')).toEqual([]);
    expect(similar.size).toBe(5);
    similar.set('new', questions.lift);
    expect(similar.find('加装电梯补贴').map(({ questionId }) => questionId)).toEqual(['new']);
  });

  test('[B107] are those that weighing every question would find, whatever was added and removed', () => {
    const words = '路灯学校水电梯公交补贴'.split('');
    const text = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.option(text, { nil: null })), { maxLength: 30 }),
        text,
        (changes, wanted) => {
          const similar = new SimilarQuestions();
          const kept = new Map<string, string>();
          for (const [n, words] of changes) {
            if (words === null) similar.remove(`q${n}`);
            else similar.set(`q${n}`, words);
            if (words === null) kept.delete(`q${n}`);
            else kept.set(`q${n}`, words);
          }
          const fresh = new SimilarQuestions();
          for (const [id, words] of kept) fresh.set(id, words);
          const all = fresh.find(wanted, { limit: 100, least: 0 });
          const found = similar.find(wanted, { limit: 3 });
          const expected = all.filter(({ score }) => score >= 0.25).slice(0, 3);
          expect(found.map(({ questionId }) => questionId)).toEqual(
            expected.map(({ questionId }) => questionId),
          );
          for (const [at, { score }] of found.entries()) expect(score).toBeCloseTo(expected[at]!.score);
        },
      ),
      { numRuns: 300 },
    );
  });
});
