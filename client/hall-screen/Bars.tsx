import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import styles from './board.module.css';

interface Part {
  votes: number;
  colour: string;
}
interface Props {
  /** One row of parts, laid end to end, from the top. */
  rows: readonly { key: string; parts: readonly Part[] }[];
  /** Votes that fill the width. */
  scale: number;
  /** Votes at which the majority line stands. */
  line?: number | null;
}

/** Horizontal bars in bands of equal height, for words in rows of the same height beside them. */
export function Bars({ rows, scale, line = null }: Props) {
  const parts = Math.max(0, ...rows.map((row) => row.parts.length));
  const data = rows.map(({ key, parts: [...own] }) => ({ key, own }));
  return (
    <div className={styles['bars']} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          layout="vertical"
          data={data}
          margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
          barCategoryGap="22%"
          accessibilityLayer={false}
        >
          <XAxis type="number" hide domain={[0, scale]} />
          <YAxis type="category" hide dataKey="key" />
          {Array.from({ length: parts }, (_, at) => (
            <Bar
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
              key={at}
              stackId="row"
              dataKey={({ own }: (typeof data)[number]) => own[at]?.votes ?? 0}
              shape={({ x, y, width, height, payload }) => (
                <rect x={x} y={y} width={Math.max(0, width)} height={height} fill={payload.own[at]?.colour} />
              )}
            />
          ))}
          {line !== null && <ReferenceLine x={line} className={styles['line'] ?? ''} />}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
