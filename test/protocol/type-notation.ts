/** The part of JSON Schema that the protocol's shapes come to. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  default?: unknown;
}

/** Shapes of text that have a name in the document, by their pattern. */
export const texts: Record<string, string> = {
  '^[A-Za-z0-9_-]{8,64}$': 'Id',
  '^[A-Za-z0-9_-]{16,64}$': 'Key',
  '^\\d{6}$': 'Code',
};

/** A schema as a reader of TypeScript would write it; numbers that are counted in whole are `int`. */
export function notationOf(schema: Schema, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.replace(/^.*[/#]/, '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const among = schema.anyOf ?? schema.oneOf;
  if (among) return among.map((one) => notationOf(one, indent)).join(' | ');
  if (typeof schema.type === 'object') return schema.type.join(' | ');
  switch (schema.type) {
    case 'object':
      return objectOf(schema, indent);
    case 'array': {
      const item = notationOf(schema.items ?? {}, indent);
      return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
    }
    case 'string':
      return textOf(schema);
    case 'integer':
      return `int${rangeOf(schema)}`;
    case undefined:
      return 'any';
    default:
      return schema.type;
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  const within = `${indent}  `;
  const members = Object.entries(properties).map(([name, schema]) => {
    const optional = required.includes(name) && schema.default === undefined ? '' : '?';
    const otherwise = schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`;
    return `${name}${optional}: ${notationOf(schema, within)}${otherwise}`;
  });
  if (typeof additionalProperties === 'object') {
    members.push(`[name: string]: ${notationOf(additionalProperties, within)}`);
  }
  if (members.length === 0) return '{}';
  const inOne = `{ ${members.join(', ')} }`;
  if (inOne.length <= 100 - indent.length && !inOne.includes('\n')) return inOne;
  return `{\n${members.map((member) => `${within}${member}\n`).join('')}${indent}}`;
}

function textOf({ pattern, maxLength }: Schema): string {
  if (pattern !== undefined && texts[pattern]) return texts[pattern];
  return `string${maxLength === undefined ? '' : ` (at most ${maxLength})`}`;
}

function rangeOf({ minimum, maximum }: Schema): string {
  const [least, most] = [minimum ?? Number.MIN_SAFE_INTEGER, maximum ?? Number.MAX_SAFE_INTEGER];
  const hasMost = most < Number.MAX_SAFE_INTEGER;
  if (least > Number.MIN_SAFE_INTEGER) return hasMost ? ` (${least} to ${most})` : ` (from ${least})`;
  return hasMost ? ` (to ${most})` : '';
}
