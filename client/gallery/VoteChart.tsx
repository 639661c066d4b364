import { useTranslation } from 'react-i18next';
import { Bar, BarChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { TallyReport } from '../../shared/tally-report.ts';
import { itemLines } from '../report/tables.ts';
import { choiceColours } from '../result/marks.ts';
import { useWords } from './language.tsx';
import styles from './result.module.css';

const ROW_PX = 36;
const AXIS_PX = 32;
const SMALL = { fontSize: 12 };

/** One bar for each project, motion or subject, divided by what was marked; the tables below say the same in figures. */
export function VoteChart({ report }: { report: TallyReport }) {
  const { votes: words } = useWords();
  const { t } = useTranslation('ballot');
  const lines = itemLines(report);
  const choices = lines[0]!.row.counts.map(({ choice }) => choice);
  const { finding } = report.sections[0]!;
  const needed = finding.kind === 'project' ? finding.needed : null;
  const rows = lines.map(({ row }) => ({
    title: row.title,
    ...Object.fromEntries(row.counts.map(({ choice, votes }) => [choice, votes])),
  }));
  return (
    <figure className={styles['chart']} aria-label={words.chart}>
      <div aria-hidden="true" style={{ height: rows.length * ROW_PX + AXIS_PX }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            layout="vertical"
            data={rows}
            margin={{ top: 4, right: 12, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis type="number" allowDecimals={false} height={AXIS_PX - 8} tick={SMALL} />
            <YAxis
              type="category"
              dataKey="title"
              width={96}
              tickFormatter={short}
              interval={0}
              tick={SMALL}
            />
            {choices.map((choice) => (
              <Bar
                key={choice}
                dataKey={choice}
                stackId="marks"
                fill={choiceColours[choice]}
                isAnimationActive={false}
              />
            ))}
            {needed !== null && <ReferenceLine x={needed} stroke="var(--ink)" strokeDasharray="4 3" />}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className={styles['legend']}>
        {choices.map((choice) => (
          <span key={choice}>
            <span style={{ background: choiceColours[choice] }} aria-hidden="true" />
            {t(`choice.${choice}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

/** What fits beside a bar on a phone. */
function short(title: string): string {
  const signs = [...title];
  return signs.length > 7 ? `${signs.slice(0, 6).join('')}…` : title;
}
