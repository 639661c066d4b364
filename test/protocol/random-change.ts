import type { Dice } from '../../server/demo/dice.ts';
import { canonicalJson, utf8ToBytes } from '../../shared/bytes.ts';

export interface Change {
  what: string;
  bytes: Uint8Array;
}
type Container = Record<string, unknown> | unknown[];

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** One change somewhere in a file; never none. */
export function randomChange(original: Uint8Array, dice: Dice): Change {
  for (;;) {
    const change = dice.chance(35) ? changeOfBytes(original, dice) : changeOfMeaning(original, dice);
    if (change && !Buffer.from(change.bytes).equals(original)) return change;
  }
}

const byteChanges: Record<string, (bytes: number[], at: number, dice: Dice) => void> = {
  'a bit flipped': (bytes, at, dice) => (bytes[at]! ^= 1 << dice.between(0, 7)),
  'a byte replaced': (bytes, at, dice) => (bytes[at] = dice.between(0, 255)),
  'a letter replaced': (bytes, at, dice) => (bytes[at] = alphabet.charCodeAt(dice.between(0, 63))),
  'bytes removed': (bytes, at, dice) => bytes.splice(at, dice.between(1, 40)),
  'bytes put in': (bytes, at, dice) => bytes.splice(at, 0, dice.between(0, 255), dice.between(0, 255)),
  'a stretch repeated': (bytes, at, dice) =>
    bytes.splice(at, 0, ...bytes.slice(at, at + dice.between(1, 600))),
  'the end cut off': (bytes, at) => bytes.splice(at),
  'two bytes swapped': (bytes, at) => bytes.splice(at, 2, bytes[at + 1] ?? 0, bytes[at]!),
  'white space put in': (bytes, at, dice) => {
    const after = bytes.indexOf(0x2c, at);
    bytes.splice(after < 0 ? bytes.length : after + 1, 0, dice.pick([0x20, 0x0a, 0x09, 0x0d]));
  },
  'a newline at the end': (bytes) => bytes.push(0x0a),
  'a byte order mark': (bytes) => bytes.unshift(0xef, 0xbb, 0xbf),
  'an escape in place of a letter': (bytes, at) => {
    const letter = bytes[at]!;
    if (letter < 0x30 || letter > 0x7a) return;
    bytes.splice(at, 1, ...Buffer.from(`\\u00${letter.toString(16)}`));
  },
};

function changeOfBytes(original: Uint8Array, dice: Dice): Change {
  const bytes = [...original];
  const what = dice.pick(Object.keys(byteChanges));
  const at = dice.between(0, bytes.length - 1);
  byteChanges[what]!(bytes, at, dice);
  return { what: `${what} at ${at}`, bytes: Uint8Array.from(bytes) };
}

/** Goes down from the top, by chance, so that every list has its share whatever its length. */
function someplace(root: Container, dice: Dice): { path: string; holder: Container; key: string } {
  let path = '';
  for (let holder = root; ; ) {
    const key = dice.pick(Object.keys(holder));
    const value = (holder as Record<string, unknown>)[key];
    const deeper = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    if (!deeper || dice.chance(25)) return { path: `${path}/${key}`, holder, key };
    path += `/${key}`;
    holder = value as Container;
  }
}

function changeOfMeaning(original: Uint8Array, dice: Dice): Change | null {
  const root = JSON.parse(Buffer.from(original).toString('utf8')) as Container;
  const { path, holder, key } = someplace(root, dice);
  const record = holder as Record<string, unknown>;
  const value = record[key];
  let what: string;
  if (dice.chance(30)) what = changeMember(holder, key, root, dice);
  else if (typeof value === 'number') {
    what = 'another number';
    record[key] = dice.pick([value + 1, value - 1, 0, -value, value * 10, value + 0.5, null, `${value}`]);
  } else if (typeof value === 'string') {
    what = 'another text';
    record[key] = otherText(value, dice);
  } else if (typeof value === 'boolean') {
    what = 'the contrary';
    record[key] = !value;
  } else if (Array.isArray(value) && value.length > 0) what = changeOrder(value, dice);
  else {
    what = 'another value';
    record[key] = dice.pick([null, 0, '', [], {}, true]);
  }
  // Spelled canonically as a forger would, or else in another order, which changes nothing but the bytes.
  const text = dice.chance(90) ? canonicalJson(root) : JSON.stringify(backwards(root));
  return { what: `${what} at ${path}`, bytes: utf8ToBytes(text) };
}

/** The same value, its members named in another order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, backwards(member)]);
  return Object.fromEntries(members.reverse());
}

function changeMember(holder: Container, key: string, root: Container, dice: Dice): string {
  const strange = dice.chance(40) ? someplace(root, dice) : null;
  const copy = structuredClone(strange ? (strange.holder as Record<string, unknown>)[strange.key] : null);
  if (Array.isArray(holder)) {
    const at = Number(key);
    if (strange) holder.splice(at, dice.between(0, 1), copy);
    else if (dice.chance(50)) holder.splice(at, 1);
    else holder.splice(at, 0, structuredClone(holder[at]));
    return strange ? 'something from elsewhere' : 'an element removed or repeated';
  }
  if (strange) holder[key] = copy;
  else if (dice.chance(50)) delete holder[key];
  else holder[`${key}2`] = structuredClone(holder[key]);
  return strange ? 'something from elsewhere' : 'a member removed or added';
}

function changeOrder(list: unknown[], dice: Dice): string {
  const [a, b] = [dice.between(0, list.length - 1), dice.between(0, list.length - 1)];
  if (dice.chance(25)) list.reverse();
  else [list[a], list[b]] = [list[b], list[a]];
  return 'another order';
}

function otherText(text: string, dice: Dice): string {
  const at = dice.between(0, Math.max(0, text.length - 1));
  const other = /^[0-9a-f]+$/.test(text) ? '0123456789abcdef' : alphabet;
  return dice.pick([
    text.slice(0, at) + dice.pick([...other]) + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + dice.pick([...other]) + text.slice(at),
    text.toUpperCase(),
    `${text}=`,
    '',
  ]);
}
