import type { Plugin } from 'vite';

interface Cut {
  file: RegExp;
  /** What is taken out, and what stands there instead. Each must be found, or the library has changed. */
  parts: readonly (readonly [part: RegExp, instead: string])[];
}

/** Methods of a class, by their names. */
function methods(...names: string[]): RegExp {
  const head = `(?:async )?(?:${names.join('|')})(?:: (?:async )?function \\w+)?\\(.*\\) \\{\\n`;
  return new RegExp(`^ {4}${head}(?: {8}.*\\n)+? {4}\\},\\n`, 'gm');
}
/** The same in i18next, whose classes stand two spaces in. */
function members(...names: string[]): RegExp {
  return new RegExp(`^ {2}(?:${names.join('|')})\\(.*\\) \\{\\n(?: {4}.*\\n)+? {2}\\}\\n`, 'gm');
}
/** A method of one of Socket.IO's classes. */
function method(name: string): RegExp {
  return new RegExp(`^ {4}${name}\\(.*\\) \\{\\n(?: {8}.*\\n)+? {4}\\}\\n`, 'gm');
}
/** From one heading of sjcl's single file to another. */
function section(from: string, to: string): RegExp {
  return new RegExp(`/\\*\\* @fileOverview ${from}[\\s\\S]*?(?=/\\*\\* @fileOverview ${to})`, 'g');
}

/**
 * - zod: what no schema here asks for (each is a method of every schema, so that no bundler drops it), English messages
 *   (screens have their own words), code made at run time (the page's policy forbids it), and its guard against cyclic
 *   values (JSON has none).
 * - engine.io: the line is a WebSocket from its beginning, and nothing on it is binary.
 * - wouter: React has had that hook itself for long.
 * - i18next: numbers and dates are written by `useFormat`; it writes from left to right in one instance, from words that
 *   are all there and hold no other words.
 * - sjcl under the library of blind signatures: its arithmetic is used, its ciphers, hashes and random numbers are not; the
 *   library takes those from the browser.
 */
const cuts: readonly Cut[] = [
  {
    file: /zod\/v4\/classic\/schemas\.js$/,
    parts: [
      // Formats of strings: email, uuid and so on.
      [/^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm, ''],
      [methods('includes', 'startsWith', 'endsWith', 'lowercase', 'uppercase', 'normalize', 'slugify'), ''],
      [methods('toLowerCase', 'toUpperCase', 'multipleOf', 'step', 'overwrite'), ''],
      [
        methods('exactOptional', 'nonoptional', 'and', 'transform', 'prefault', 'catch', 'pipe', 'readonly'),
        '',
      ],
      [
        methods('partial', 'exactPartial', 'required', 'pick', 'safeExtend', 'merge', 'catchall', 'keyof'),
        '',
      ],
      [
        methods(
          'loose',
          'passthrough',
          'strip',
          'validate\\w*',
          '(?:safe)?[eE]ncode\\w*',
          '(?:safe)?[dD]ecode\\w*',
        ),
        '',
      ],
      [methods('parseAsync', 'safeParseAsync'), ''],
      [/core\.config\(en\(\)\);/g, ';'],
      [/core\.config\(\{ memoizer: core\.memoizer\(\) \}\);/g, ';'],
      [/core\.\$ZodObjectJIT\.init/g, 'core.$ZodObject.init'],
    ],
  },
  {
    file: /engine\.io-client\/build\/esm\/transports\/index\.js$/,
    parts: [
      [/^ {4}(?:webtransport: WT|polling: XHR),\n/gm, ''],
      [/^import .* from "\.\/(?:polling|webtransport).*\n/gm, ''],
    ],
  },
  {
    file: /engine\.io-client\/build\/esm\/index\.js$/,
    parts: [[/^export .* from "\.\/transports\/.*\n/gm, '']],
  },
  {
    file: /engine\.io-client\/build\/esm\/socket\.js$/,
    parts: [
      [method('_probe'), '    _probe() {}\n'],
      [method('_filterUpgrades'), '    _filterUpgrades() {\n        return [];\n    }\n'],
    ],
  },
  {
    file: /engine\.io-parser\/build\/esm\/encodePacket\.browser\.js$/,
    parts: [
      [/^ {4}if \(withNativeBlob && data instanceof Blob\) \{\n[\s\S]*?^ {4}\/\/ plain string\n/gm, ''],
    ],
  },
  {
    file: /engine\.io-parser\/build\/esm\/decodePacket\.browser\.js$/,
    parts: [
      [/^ {4}if \(typeof encodedPacket !== "string"\) \{\n[\s\S]*?^ {4}\}\n/gm, ''],
      [/^ {4}if \(type === "b"\) \{\n[\s\S]*?^ {4}\}\n/gm, ''],
    ],
  },
  {
    file: /socket\.io-parser\/build\/esm\/index\.js$/,
    parts: [
      [
        /^ {8}if \(obj\.type === PacketType\.EVENT \|\| obj\.type === PacketType\.ACK\) \{\n[\s\S]*?^ {8}\}\n/gm,
        '',
      ],
      [method('encodeAsBinary'), ''],
      [/isBinary\(obj\) \|\| obj\.base64/g, 'false'],
      [/^ {12}if \(isBinaryEvent \|\| .*\n[\s\S]*?^ {12}else \{\n/gm, '            {\n'],
      [/^ {8}if \(p\.type === PacketType\.BINARY_EVENT[\s\S]*?^ {8}\}\n(?= {8}\/\/ look up namespace)/gm, ''],
    ],
  },
  {
    file: /socket\.io-client\/build\/esm\/index\.js$/,
    parts: [[/^export .* from "engine\.io-client";\n?/gm, '']],
  },
  {
    file: /wouter\/src\/react-deps\.js$/,
    parts: [[/(?<=export \{ useSyncExternalStore \} from )"[^"]*"/g, '"react"']],
  },
  {
    file: /i18next\/dist\/esm\/i18next\.js$/,
    parts: [
      [/formatter = Formatter;/g, ''],
      [
        members('dir', 'cloneInstance', 'hydrate', 'loadLanguages', 'saveMissing', 'getUsedParamsDetails'),
        '',
      ],
      [
        /^ {8}if \(keySeparator\) \{\n {10}const fk[\s\S]*?send\(lngs, key, defaultValue\);\n {10}\}\n {8}\}\n/gm,
        '',
      ],
      [members('nest'), '  nest(words) {\n    return words;\n  }\n'],
    ],
  },
  {
    file: /blindrsa-ts\/lib\/src\/sjcl\/index\.js$/,
    parts: [
      [section('Low-level AES implementation', 'Arrays of bits'), ''],
      [/\/\*\*\s+\* Hexadecimal\s+\* @namespace[\s\S]*?\n\};\n/g, ''],
      [section('Javascript SHA-256 implementation', 'CCM mode'), ''],
      [section('CCM mode implementation', 'HMAC'), ''],
      [section('HMAC implementation', 'Password-based'), ''],
      [section('Password-based key-derivation', 'Random number'), ''],
      [section('Random number generator', 'Convenience functions'), ''],
      [/\/\*\* @fileOverview Convenience functions[\s\S]*?(?=\/\/ Thanks to Colin McRae)/g, ''],
      [/\/\*\*\s+\* Creates a new subclass of bn[\s\S]*?(?=\/\*\* @fileOverview)/g, ''],
      [/\/\*\* @fileOverview (?:(?!@fileOverview)[\s\S])*sjcl\.codec\.arrayBuffer = [\s\S]*?\n\};\n/g, ''],
    ],
  },
];

/** Leaves out of libraries what no screen uses and no bundler can drop: an old tablet pays for every kilobyte. */
export function withoutUnusedParts(): Plugin {
  return {
    name: 'without-unused-parts',
    apply: 'build',
    transform: {
      filter: { id: cuts.map(({ file }) => file) },
      handler(code, id) {
        const cut = cuts.find(({ file }) => file.test(id));
        const left = cut?.parts.reduce((rest, [part, instead]) => {
          const without = rest.replace(part, instead);
          if (without === rest) this.error(`${id} has changed: ${part} is not there`);
          return without;
        }, code);
        return left === undefined ? null : { code: left, map: null };
      },
    },
  };
}
