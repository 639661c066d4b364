/** About how many ems a line of text takes: Chinese characters one each, others little more than half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += character < '\u2e80' ? 0.56 : 1;
  return ems;
}

/** The largest size of the hall's scale in which a title takes at most two lines of `width` design pixels. */
export function titleSize(text: string, width: number): 96 | 56 | 36 {
  const ems = emsOf(text);
  for (const size of [96, 56] as const) {
    if (ems * size <= width * (size === 96 ? 2 : 3) * 0.92) return size;
  }
  return 36;
}

export interface RowFit {
  /** Design pixels. */
  type: 36 | 28;
  lines: number;
  perPage: number;
}

/** How rows with these titles fit into a height: on one page if they can, else as large as they can. */
export function fitRows(titles: readonly string[], width: number, height: number): RowFit {
  const longest = Math.max(0, ...titles.map(emsOf));
  const fits = ([36, 28] as const).map((type): RowFit => {
    const lines = Math.min(4, Math.max(1, Math.ceil((longest * type) / (width * 0.94))));
    const row = Math.max(type * 1.28, lines * type * 1.2 + 4);
    return { type, lines, perPage: Math.max(1, Math.floor(height / row)) };
  });
  const [large, small] = [fits[0]!, fits[1]!];
  if (titles.length <= large.perPage) return large;
  return titles.length <= small.perPage || large.perPage < 7 ? small : large;
}
