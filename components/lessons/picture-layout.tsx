'use client';
// The same numbers in memory, folded into a matrix by rows and by columns.
import { Picture, washOf } from './picture';

export function Layout({ rows, columns }: { rows: number; columns: number }) {
  const count = rows * columns;
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return (
    <Picture
      title={`${count} numbers in memory, read in two ways`}
      live={false}
      says={`By rows they are a matrix of ${rows} rows and ${columns} columns. A library that reads by columns takes the same memory, with columns of ${columns} numbers, for one of ${columns} rows and ${rows} columns: the same matrix, transposed.`}
    >
      <div aria-hidden className="flex flex-wrap items-start gap-x-8 gap-y-4 font-mono text-sm">
        <Grid label="in memory" columns={count} cells={numbers} groupOf={() => 2} />
        <Grid
          label="C++ reads by rows"
          columns={columns}
          cells={numbers}
          groupOf={(number) => Math.floor((number - 1) / columns)}
        />
        <Grid
          label="BLAS reads by columns"
          columns={rows}
          cells={Array.from({ length: count }, (_, i) => Math.floor(i / rows) + (i % rows) * columns + 1)}
          groupOf={(number) => Math.floor((number - 1) / columns)}
        />
      </div>
    </Picture>
  );
}

function Grid({
  label,
  columns,
  cells,
  groupOf,
}: {
  label: string;
  columns: number;
  cells: readonly number[];
  groupOf: (number: number) => number;
}) {
  return (
    <div>
      <p className="pb-1 font-sans text-muted text-xs">{label}</p>
      <div className="grid gap-1" style={{ gridTemplateColumns: `repeat(${columns}, 2rem)` }}>
        {cells.map((number) => (
          <span
            key={number}
            className={`flex h-8 items-center justify-center rounded-sm ${groupOf(number) === 2 ? 'bg-sunken' : washOf(groupOf(number))}`}
          >
            {number}
          </span>
        ))}
      </div>
    </div>
  );
}
