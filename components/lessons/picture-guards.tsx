// What is left of a guarded text for each compiler: one line lives, the other is not there. From the text of the lesson.
import { Picture } from './picture';

const lines = [
  { text: '#if CUDART_VERSION >= 9000', kind: 'guard' },
  { text: '  return x > 0.0f ? sqrtf(x) : 0.0f;', kind: 'then' },
  { text: '#else', kind: 'guard' },
  { text: '  return sqrtf(x);  // older toolkits', kind: 'else' },
  { text: '#endif', kind: 'guard' },
] as const;

const readers = [
  { name: 'nvcc of CUDA 13', value: 'CUDART_VERSION is 13000', lives: 'then' },
  { name: 'nvcc of CUDA 8', value: 'CUDART_VERSION is 8000', lives: 'else' },
  { name: 'hipcc', value: 'not defined, so it counts as 0', lives: 'else' },
] as const;

export function Guards() {
  return (
    <Picture
      title="One text, as three compilers read it"
      live={false}
      says="For a new nvcc the first return is there. For a very old one, and for hipcc, which does not know the name, only the second is: the port gets the program of ten years ago."
    >
      <div className="grid gap-3 lg:grid-cols-3">
        {readers.map(({ name, value, lives }) => (
          <section key={name} aria-label={name} className="min-w-0">
            <p className="font-medium text-xs">{name}</p>
            <p className="pb-1 text-2xs text-muted">{value}</p>
            <pre className="overflow-x-auto rounded-sm bg-sunken px-2 py-1 font-mono text-2xs leading-4">
              {lines.map(({ text, kind }) => (
                <span
                  key={text}
                  className={`block ${kind === 'guard' ? 'text-muted' : kind === lives ? 'bg-good-wash text-good' : 'text-muted line-through'}`}
                >
                  {text}
                </span>
              ))}
            </pre>
          </section>
        ))}
      </div>
    </Picture>
  );
}
