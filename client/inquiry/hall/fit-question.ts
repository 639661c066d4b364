import { emsOf } from '../../hall-screen/fit.ts';

/** Design pixels. */
export interface Room {
  width: number;
  height: number;
}
export const questionSizes = [96, 72, 56, 44, 36] as const;
export type QuestionSize = (typeof questionSizes)[number];

const LINE_HEIGHT = 1.32;

/** The largest type in which the question fits. The smallest holds 500 Chinese characters in 1280 x 720. */
export function questionSize(text: string, { width, height }: Room): QuestionSize {
  const fits = (size: number) => linesOf(text, size, width) * size * LINE_HEIGHT <= height;
  return questionSizes.find(fits) ?? questionSizes.at(-1)!;
}

/** Breaks leave a little of each line. */
function linesOf(text: string, size: number, width: number): number {
  return Math.ceil((emsOf(text) * size) / (width * 0.96));
}
