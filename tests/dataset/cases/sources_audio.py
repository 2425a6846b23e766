# case: YesNo
sound("y/1_0_1_1_0_0_1_0.wav")
sound("y/0_0_0_0_1_1_1_1.wav")
d = ds.YesNoDataset("y", shuffle=False)
about(d)
rows(d)
tried(lambda: ds.YesNoDataset("none"), once(ds.YesNoDataset(".")))
# case: GTZAN
for genre in ("blues", "disco"):
    for i in range(2):
        sound(f"g/{genre}/{genre}.{i:05d}.wav", rate=22050)
shown(ds.GTZANDataset("g", shuffle=False))
shown(ds.GTZANDataset("g", usage="all", shuffle=False))
tried(lambda: ds.GTZANDataset("g", usage="x"))
# case: LJSpeech
put("l/metadata.csv", lines("LJ001-0001|Text 1, a.|Text one, a.", "LJ001-0002|Text 2.|"))
sound("l/wavs/LJ001-0001.wav")
sound("l/wavs/LJ001-0002.wav")
shown(ds.LJSpeechDataset("l", shuffle=False))
# case: SpeechCommands
for word in ("cat", "dog"):
    for i in range(2):
        sound(f"sc/{word}/abc{i}_nohash_{i}.wav")
put("sc/testing_list.txt", lines("cat/abc0_nohash_0.wav"))
put("sc/validation_list.txt", lines("dog/abc1_nohash_1.wav"))
for usage in ("train", "test", "valid", "all", None):
    rows(ds.SpeechCommandsDataset("sc", usage=usage, shuffle=False))
# case: CMU Arctic
for who in ("aew", "ahw"):
    for i in (1, 2):
        sound(f"c/cmu_us_{who}_arctic/wav/arctic_a000{i}.wav", rate=16000)
    put(f"c/cmu_us_{who}_arctic/etc/txt.done.data", lines('( arctic_a0001 "Author of the danger trail, etc." )', '( arctic_a0002 "Not at this particular case." )'))
shown(ds.CMUArcticDataset("c", shuffle=False))
shown(ds.CMUArcticDataset("c", name="ahw", shuffle=False))
tried(lambda: ds.CMUArcticDataset("c", name="zzz"))
# case: LibriTTS
for chapter in ("288045",):
    folder = f"lt/dev-clean/116/{chapter}"
    sound(f"{folder}/116_{chapter}_000003_000000.wav", rate=24000)
    put(f"{folder}/116_{chapter}.trans.tsv", lines(f"116_{chapter}_000003_000000\tOriginal, 1\tNormalized, one"))
shown(ds.LibriTTSDataset("lt", usage="dev-clean", shuffle=False))
shown(ds.LibriTTSDataset("lt", shuffle=False))
tried(lambda: ds.LibriTTSDataset("lt", usage="x"))
# case: a sampling rate that is not the set's
sound("g/blues/blues.00000.wav")
tried(once(ds.GTZANDataset("g")))
# case: Tedlium
header = b"NIST_1A\n   1024\nsample_count -i 16000\nsample_n_bytes -i 2\nchannel_count -i 1\nsample_byte_format -s2 10\nsample_rate -i 16000\nsample_coding -s3 pcm\nend_head\n"
data = header.ljust(1024) + struct.pack(">16000h", *([100, 8192, -16384, 16384] * 4000))
for part in ("TEDLIUM_release1/dev", "TEDLIUM_release1/train", "TEDLIUM_release-3/data"):
    put(f"t/{part}/sph/A.sph", data)
    put(f"t/{part}/stm/A.stm", lines("A 1 Speaker 0.0 0.25 <o,f0,male> hello there", "A 1 Other 0.5 0.75 <o,f0,male> bye"))
for d in (ds.TedliumDataset("t/TEDLIUM_release1", "release1", "dev", shuffle=False), ds.TedliumDataset("t/TEDLIUM_release-3", "release3", shuffle=False)):
    print(d.get_col_names(), [[row[0].shape, *map(form, row[1:])] for row in d.create_tuple_iterator(num_epochs=1, output_numpy=True)])
tried(lambda: ds.TedliumDataset("t/TEDLIUM_release1", "release9"), lambda: ds.TedliumDataset("t/TEDLIUM_release1", "release1", "x"))
