// A room that does not exist, or an address that never did.
import { Link } from "../Link.tsx";
import { useAppWords } from "../words/words.ts";
import { Empty } from "./Empty.tsx";

export function Nowhere({ room = false }: { room?: boolean }) {
  const words = useAppWords();
  return (
    <Empty title={room ? words.notFound : words.nowhere} text={room ? words.notFoundText : words.nowhereText}>
      <Link to={{ page: "rooms" }} className="md-button md-primary">
        {words.toRooms}
      </Link>
    </Empty>
  );
}
