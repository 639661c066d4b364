/** About how many ems a line of text takes: Chinese characters one each, others little more than half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += character < '\u2e80' ? 0.56 : 1;
  return ems;
}

/** The largest size of the hall's scale, up to `most`, in which a title takes a few lines of `width` design pixels. */
export function titleSize(text: string, width: number, most: 96 | 56 = 96): 96 | 56 | 36 {
  const ems = emsOf(text);
  for (const size of [96, 56] as const) {
    if (size <= most && ems * size <= width * (size === 96 ? 2 : 3) * 0.92) return size;
  }
  return 36;
}

export interface RowFit {
  /** Design pixels. */
  type: 36 | 28;
  lines: number;
  perPage: number;
}

/** How rows with these titles fit into a height: on few pages and as large as they can. */
export function fitRows(titles: readonly string[], width: number, height: number): RowFit {
  const longest = Math.max(0, ...titles.map(emsOf));
  const fits = ([36, 28] as const).map((type): RowFit => {
    const lines = Math.min(4, Math.max(1, Math.ceil((longest * type) / (width * 0.94))));
    const row = Math.max(type * 1.28, lines * type * 1.2 + 4);
    return { type, lines, perPage: Math.max(1, Math.floor(height / row)) };
  });
  const [large, small] = [fits[0]!, fits[1]!];
  const pages = ({ perPage }: RowFit) => Math.ceil(titles.length / perPage);
  // Two pages fewer, or one page at all, are worth the smaller type.
  return pages(large) > 1 && (pages(small) === 1 || pages(small) + 1 < pages(large)) ? small : large;
}
