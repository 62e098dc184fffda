"""What the processes of a crowd do, on a file and on a shared store."""

WRITING = """
me, many = sys.stdin.readline().split()
writer = Writer(path)
print("ready", flush=True)
sys.stdin.readline()
for n in range(int(many)):
    began = time.perf_counter()
    writer.append(None, 0, [received(who=me)], derive, key=f'{me} {n}', landlord='salix')
    print(round((time.perf_counter() - began) * 1000, 1), flush=True)
"""

RACING = """
me = sys.stdin.readline().strip()
writer = Writer(path)
print("ready", flush=True)
for line in sys.stdin:
    seq = int(line)
    try:
        print("won", writer.append(1, seq, [happened("noted", who=me)], derive, key=f"{me} {seq}").seq, flush=True)
    except Conflict as error:
        print("lost to", error.who, flush=True)
"""
