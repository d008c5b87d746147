## Where a client's originals lie.

originals-title = Originals
originals-look-only = Shown to { $name } at { $at }. Look only: originals are never lent or passed on.
originals-place = Original: { $text }
originals-none = No originals are noted for this client.
originals-reading = Read on the spot: { $at } · { $by }
originals-log = Log a reading
originals-who-title = Who read the originals?
originals-ask-who = Choose who read them here, on the spot.
originals-noted = Noted: { $name } read the originals.
