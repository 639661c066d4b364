/** About how many ems a line of text takes: Chinese characters one each, others little more than half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += character < '\u2e80' ? 0.56 : 1;
  return ems;
}

export type TitleSize = 96 | 72 | 56 | 36;

/**
 * The size of a title in `width` design pixels, up to `most`. On one line where that can be, for Chinese breaks within a
 * word; then on two, then on three.
 */
export function titleSize(text: string, width: number, most: 96 | 56 = 96): TitleSize {
  const ems = emsOf(text);
  for (const lines of [1, 2, 3]) {
    for (const size of [96, 72, 56] as const) {
      // A line that breaks leaves a little of its width.
      const room = lines === 1 ? width : width * lines * 0.92;
      if (size <= most && ems * size <= room) return size;
    }
  }
  return 36;
}

/** How many subjects of an appraisal fit on a page: their names, offices and grades, in columns of these design pixels. */
export function subjectsPerPage(
  subjects: readonly { name: string; office: string; grades: string }[],
  height: number,
): number {
  const lines = (text: string, type: number, width: number) =>
    Math.ceil((emsOf(text) * type) / (width * 0.94));
  const rows = subjects.map(({ name, office, grades }) => {
    const left = lines(name, 36, 310) * 47 + Math.min(2, lines(office, 28, 310)) * 37;
    const middle = 52 + lines(grades, 28, 540) * 37;
    return Math.max(left, middle) + 16;
  });
  return Math.max(1, Math.min(5, Math.floor(height / Math.max(...rows))));
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
