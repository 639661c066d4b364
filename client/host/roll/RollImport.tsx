import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_ROLL_FILE, type RollPreview, type Unreadable } from '../../../shared/roll-preview.ts';
import { Button } from '../../design/Button.tsx';
import design from '../../design/design.module.css';
import { CommandNote, Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { useRequest } from '../useRequest.ts';
import { BadCells } from './BadCells.tsx';
import styles from './import.module.css';
import { PlannedChanges } from './PlannedChanges.tsx';
import { rollApi } from './roll-api.ts';

/** Its bytes, as they were when it was chosen: it may be saved again meanwhile. */
interface ChosenFile {
  name: string;
  content: Blob;
}
interface Compared extends ChosenFile {
  read: RollPreview | { unreadable: Unreadable };
}

interface Props {
  onDone: () => void;
  /** Where there is a roll to go back to. */
  onBack?: () => void;
}

/** A roll from a file: compared with the roll first, and nothing of it is imported before every line is right. */
export function RollImport({ onDone, onBack }: Props) {
  const { t } = useTranslation(['roll', 'common']);
  const { sittingId, rollVersion } = useView();
  const { state, busy, send } = useRequest();
  const [reading, setReading] = useState<string | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const compare = async (file: ChosenFile) => {
    if (busy) return;
    setCompared(null);
    setReading(file.name);
    const route = 'POST /api/sittings/:sittingId/roll/preview';
    const answer = await send(() => rollApi(route, { sittingId }, file.content));
    setReading(null);
    if (answer && 'ok' in answer) setCompared({ ...file, read: answer.ok.read });
  };
  const choose = async (files: FileList | null) => {
    const file = files?.[0];
    if (file) await compare({ name: file.name, content: new Blob([await file.arrayBuffer()]) });
  };
  const read = compared?.read;
  const stale = read && 'plan' in read && read.rollVersion !== rollVersion;
  return (
    <section className={desk['card']} aria-labelledby="roll-import">
      <div className={desk['cardHead']}>
        <h2 id="roll-import">{t('import.title')}</h2>
        {onBack && (
          <Button look="quiet" onClick={onBack}>
            {t('import.back')}
          </Button>
        )}
      </div>
      <FileChoice again={compared !== null} busy={busy} onChoose={choose} />
      <p className={desk['help']} role="status">
        {reading !== null
          ? t('import.reading', { name: reading })
          : compared === null && t('import.nothingYet')}
      </p>
      <CommandNote state={state} />
      {read && 'unreadable' in read && <WhyUnreadable name={compared.name} why={read.unreadable} />}
      {read && 'plan' in read && (
        <>
          <AboutFile name={compared.name} read={read} />
          {stale && (
            <Notice tone="warning" live>
              <p>{t('import.stale')}</p>
              <Button onClick={() => void compare(compared)}>{t('import.again')}</Button>
            </Notice>
          )}
          {read.plan === null ? (
            <BadCells bad={read.bad} />
          ) : (
            <PlannedChanges
              plan={read.plan}
              rollVersion={read.rollVersion}
              stale={stale === true}
              onDone={onDone}
            />
          )}
        </>
      )}
    </section>
  );
}

function FileChoice(props: {
  again: boolean;
  busy: boolean;
  onChoose: (files: FileList | null) => Promise<void>;
}) {
  const { again, busy, onChoose } = props;
  const { t } = useTranslation('roll');
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (files: FileList | null) => {
    const large = (files?.[0]?.size ?? 0) > MAX_ROLL_FILE;
    setTooLarge(large);
    if (!large) void onChoose(files);
  };
  const hover = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(is);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the field inside is the first
    <div
      className={styles['drop']}
      data-over={over}
      data-again={again}
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={(event) => {
        hover(false)(event);
        if (!busy) take(event.dataTransfer.files);
      }}
    >
      <input
        id={id}
        type="file"
        accept=".xlsx,.csv,.txt"
        disabled={busy}
        className={`visually-hidden ${styles['file']}`}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          take(target.files);
          // The same file, put right, is to be taken again.
          target.value = '';
        }}
      />
      <label htmlFor={id} className={`${design['button']} ${again ? design['quiet'] : design['primary']}`}>
        {again ? t('import.chooseAgain') : t('import.choose')}
      </label>
      <span className={desk['help']}>{t('import.drop')}</span>
      <p id={`${id}-hint`} className={desk['help']}>
        {t('import.hint')}
      </p>
      {tooLarge && (
        <Notice tone="error" live>
          {t('import.unreadable.tooComplex')}
        </Notice>
      )}
    </div>
  );
}

function AboutFile({ name, read }: { name: string; read: RollPreview }) {
  const { t } = useTranslation('roll');
  const format = useFormat();
  return (
    <div>
      <p>
        <strong>{t('import.file', { name, lines: format.number(read.lines) })}</strong>
      </p>
      {read.ignored.length > 0 && (
        <p className={desk['help']}>{t('import.ignored', { columns: format.list(read.ignored) })}</p>
      )}
    </div>
  );
}

function WhyUnreadable({ name, why }: { name: string; why: Unreadable }) {
  const { t } = useTranslation('roll');
  const format = useFormat();
  const words = () => {
    switch (why.reason) {
      case 'headings':
        return t('import.unreadable.headings', {
          missing: format.list(why.missing.map((column) => t(`field.${column}`))),
          found: format.list(why.found),
        });
      case 'headingTwice':
        return t('import.unreadable.headingTwice', {
          column: t(`field.${why.column}`),
          found: format.list(why.found),
        });
      case 'tooManyLines':
        return t('import.unreadable.tooManyLines', {
          lines: format.number(why.lines),
          limit: format.number(why.limit),
        });
      default:
        return t(`import.unreadable.${why.reason}`);
    }
  };
  return (
    <Notice tone="error" title={name} live>
      <p>{words()}</p>
    </Notice>
  );
}
