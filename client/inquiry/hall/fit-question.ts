import { emsOf } from '../../hall-screen/fit.ts';

/** Design pixels. */
export interface Room {
  width: number;
  height: number;
}
export const questionSizes = [96, 72, 56, 44, 36] as const;
export type QuestionSize = (typeof questionSizes)[number];

/** As the style sheet has it. */
const lineHeight = (size: QuestionSize) => (size === 36 ? 1.25 : 1.32);

/** The largest type in which the question fits. The smallest holds 500 Chinese characters in 1280 x 680. */
export function questionSize(text: string, { width, height }: Room): QuestionSize {
  return questionSizes.find((size) => heightOf(text, size, width) <= height) ?? questionSizes.at(-1)!;
}

/** Design pixels that a text takes in this type. */
export function heightOf(text: string, size: QuestionSize, width: number): number {
  return linesOf(text, size, width) * size * lineHeight(size);
}

/** Breaks leave a little of each line. */
function linesOf(text: string, size: number, width: number): number {
  return Math.ceil((emsOf(text) * size) / (width * 0.96));
}
