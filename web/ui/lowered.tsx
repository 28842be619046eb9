// A text in which `_2` stands for a 2 below the line, as in CO_2.

export function Lowered({ text }: { readonly text: string }) {
  const [first, ...rest] = text.split('_');
  return (
    <>
      {first}
      {rest.map((part) => (
        <>
          <sub>{part.slice(0, 1)}</sub>
          {part.slice(1)}
        </>
      ))}
    </>
  );
}
