import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Receipt, receiptOf } from '../../shared/ballot/credential.ts';
import {
  bytesEqual,
  canonicalHash,
  canonicalJson,
  fromBase64Url,
  sha256Hex,
  toBase64Url,
  utf8ToBytes,
} from '../../shared/bytes.ts';
import { BallotId, DeputyId, ItemId } from '../../shared/ids.ts';
import { Command } from '../../shared/sitting/commands.ts';
import { malformed, refusal } from '../../shared/sitting/refusals.ts';
import { line, prose } from '../../shared/text.ts';

const bytes = fc.uint8Array({ maxLength: 70 });

describe('base64url', () => {
  test('[B30] is spelled as the platform spells it, and read back', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = toBase64Url(value);
        expect(text).toBe(Buffer.from(value).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(value);
      }),
    );
  });

  test('[B30] of all texts only one is read as a value', () => {
    const text = fc.string({ unit: fc.constantFrom(...'AQgwBh8_-+/=. é'), maxLength: 9 });
    fc.assert(
      fc.property(text, (spelling) => {
        const value = fromBase64Url(spelling);
        if (value !== null) expect(toBase64Url(value)).toBe(spelling);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['padding', 'AA=='],
    ['a lone letter', 'A'],
    ['a lone letter at the end', 'AAAAA'],
    ['trailing bits after one byte', 'AB'],
    ['trailing bits after two bytes', 'AAB'],
    ['the plain alphabet', 'ab+/'],
    ['white space', 'AA A'],
    ['a line break at the end', 'AAAA\n'],
    ['letters beyond one code unit', '😀😀'],
  ])('[B30] refuses %s', (_, text) => {
    expect(fromBase64Url(text)).toBeNull();
  });

  test('[B30] reads the empty text as no bytes', () => {
    expect(fromBase64Url('')).toEqual(new Uint8Array());
  });

  test('bytes are equal by length and value', () => {
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(bytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(bytesEqual(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  });
});

describe('canonical JSON', () => {
  test('[B36] has one spelling, whatever the order of the keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '€' }], a: 1e21 })).toBe(
      '{"a":1e+21,"b":[1,{"c":"€","d":null}]}',
    );
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }));
    expect(canonicalHash([1, 2])).not.toBe(canonicalHash([2, 1]));
  });

  test('[B36] sorts keys by UTF-16 code units, RFC 8785 section 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const spelled = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(
      [...spelled.matchAll(/"((?:\\r|[^"])*)":/gu)].map(([, key]) => (key === '\\r' ? '\r' : key)),
    ).toEqual(sorted);
  });

  test('[B36] is read back as the same value and spelled the same again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('[B36] does not spell what JSON has not', () => {
    expect(() => canonicalJson(undefined)).toThrow('undefined');
    expect(() => canonicalJson(Number.NaN)).toThrow();
  });

  test('[B36] is hashed as SHA-256 over UTF-8', () => {
    const expected = createHash('sha256').update('{"票":1}', 'utf8').digest('hex');
    expect(canonicalHash({ 票: 1 })).toBe(expected);
    expect(sha256Hex(utf8ToBytes('abc'))).toMatch(/^ba7816bf.*15ad$/);
  });
});

describe('a receipt', () => {
  test('[B28] is the first 60 bits of SHA-256 over the tag, in letters nobody mistakes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (tag) => {
        const receipt = Receipt.parse(receiptOf(tag));
        expect(receipt).not.toMatch(/[ILOU]/);
        const value = [...receipt.replaceAll('-', '')].reduce(
          (sum, letter) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter)),
          0n,
        );
        const digest = createHash('sha256').update(tag).digest('hex');
        expect(value).toBe(BigInt(`0x${digest.slice(0, 15)}`));
      }),
    );
  });

  test('[B28] of a known tag is known', () => {
    // SHA-256 of 32 zero bytes begins 66687aadf862bd7.
    expect(receiptOf(new Uint8Array(32))).toBe('CSM7-NBFR-CAYQ');
  });

  test('[B28] is read with the letters it is written with, in every place, and no others', () => {
    const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz-_ é'];
    const known = 'CSM7-NBFR-CAYQ';
    for (const [at, was] of [...known].entries()) {
      for (const letter of letters) {
        const text = known.slice(0, at) + letter + known.slice(at + 1);
        const right = was === '-' ? letter === '-' : /[0-9A-Z]/.test(letter) && !'ILOU'.includes(letter);
        expect(Receipt.safeParse(text).success, text).toBe(right);
      }
    }
  });

  test.each(['', 'CSM7NBFRCAYQ', 'CSM7-NBFR', 'CSM7-NBFR-CAYQ-0000', 'CSM7-NBFR-CAYQ\n', ' CSM7-NBFR-CAYQ'])(
    '[B28] is three groups of four and nothing else: %j',
    (text) => {
      expect(Receipt.safeParse(text).success).toBe(false);
    },
  );
});

describe('what people write', () => {
  test('[B40] a line is trimmed, not empty, not too long, and one line', () => {
    expect(line(10).parse('  马代表 ')).toBe('马代表');
    for (const text of ['', '   ', '一二三四五六七八九十一', 'a\nb', 'a\tb', 'a\u0000b', 'a\u0085b']) {
      expect(line(10).safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
  });

  test('[B40] a line has no control of direction, which makes a name read as another', () => {
    const controls = '061c 200e 200f 202a 202b 202c 202d 202e 2066 2067 2068 2069';
    for (const code of controls.split(' ')) {
      const control = String.fromCodePoint(Number.parseInt(code, 16));
      for (const text of [`${control}马代表`, `马${control}代表`, `马代表${control}`]) {
        expect(line(10).safeParse(text).success, code).toBe(false);
      }
    }
  });

  test('[B40] a line is not broken by the separators of lines and paragraphs', () => {
    for (const text of ['a\u2028b', 'a\u2029b']) {
      expect(line(10).safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
    expect(line(10).parse('\u2028马代表\u2029')).toBe('马代表');
  });

  test('[B40] a line has something to see', () => {
    const zeroWidth = ['\u200b', '\u200d', '\u2060', '\u00ad', '\ufe0f', '\u{e0041}'];
    for (const text of [...zeroWidth, zeroWidth.join(''), '\u3000', '\u200b \u200b', '\u0301', '\ue000']) {
      expect(line(20).safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
    for (const text of ['7', '—', '㊗', '·', 'é']) expect(line(10).parse(text)).toBe(text);
  });

  test('[B40] a line is written in any script, also from right to left and with joiners', () => {
    for (const text of [
      '阿不都·热合曼',
      'ئابدۇراخمان',
      'བསྟན་འཛིན',
      'ᠪᠠᠲᠤ\u180b',
      'می\u200cخواهم',
      '👩\u200d🏫',
    ]) {
      expect(line(20).parse(text)).toBe(text);
    }
  });

  test('[B40] a prose text may be empty and have line breaks, but no control characters', () => {
    for (const text of ['', 'a\nb', 'a\tb']) expect(prose(10).safeParse(text).success).toBe(true);
    for (const text of ['a\u0007b', 'a\u001bb', 'a\u007fb', 'x'.repeat(11)]) {
      expect(prose(10).safeParse(text).success, JSON.stringify(text)).toBe(false);
    }
  });

  test('[B36] a lone surrogate has no UTF-8 and is refused; characters beyond it are not', () => {
    for (const schema of [line(10), prose(10)]) {
      expect(schema.safeParse('a\ud83d').success).toBe(false);
      expect(schema.safeParse('\ude00b').success).toBe(false);
      expect(schema.safeParse('𠮷田😀').success).toBe(true);
    }
  });

  test('[B40] ids have one alphabet and length each', () => {
    expect(DeputyId.safeParse('deputy-1').success).toBe(true);
    for (const id of ['short', 'deputy 01', 'deputy/01', 'x'.repeat(65), 'deputy-1\n']) {
      expect(DeputyId.safeParse(id).success, id).toBe(false);
    }
    expect(ItemId.safeParse('7').success).toBe(true);
    expect(BallotId.safeParse('0'.repeat(32)).success).toBe(true);
    expect(BallotId.safeParse('A'.repeat(32)).success).toBe(false);
  });

  test('[B40] a malformed command is refused with its field', () => {
    const parse = (command: unknown) => malformed(Command.safeParse(command).error!);
    expect(parse({ type: 'OpenVote', voteId: 'x' })).toMatchObject({ code: 'malformed', field: 'voteId' });
    expect(parse({ type: 'Publish' })).toMatchObject({ code: 'malformed', field: 'type' });
    expect(parse({ type: 'OpenSitting', force: true })).toMatchObject({ code: 'malformed', field: 'force' });
    expect(refusal('busy')).toEqual({ code: 'busy' });
  });
});
