"""MATLAB files of version 5, as SciPy writes them, in base64: small ones of the layouts of data sets.

The text at the start of a file has the time in it and is replaced. The rows of a structure array have
more fields than are read, as in the published files.
"""

import base64
import io

import numpy
import scipy.io


def description():
    return {
        "imagenet meta": encoded({"synsets": synsets()}),
        "cars meta": encoded({"class_names": cells(["AM General Hummer", "Ram C/V Cargo", "Citroën"])}),
        "cars train": encoded({"annotations": annotations([3, 1, 2, 1])}),
        "cars test": encoded({"annotations": annotations([2, 2, 3])}, compressed=False),
        "cars class 4": encoded({"annotations": annotations([3, 4])}),
        "cars class 0": encoded({"annotations": annotations([3, 0])}),
        "cars outside": encoded({"annotations": annotations([1], name="../cars_test/{:05}.jpg")}),
        "cars half": encoded({"annotations": annotations([1.5])}),
        "dogs train": encoded(dogs([("n02-b", 1), ("n02-b", 2), ("n01-a", 1)], [1, 1, 2])),
        "dogs test": encoded(dogs([("n01-a", 3), ("n02-b", 3)], [2, 1])),
        "dogs mixed": encoded(dogs([("n02-b", 3), ("n02-b", 4)], [2, 1])),
        "dogs gap": encoded(dogs([("n02-b", 1), ("n01-a", 1)], [1, 3])),
        "kinds": encoded(kinds()),
    }


def encoded(variables, compressed=True):
    file = io.BytesIO()
    scipy.io.savemat(file, variables, do_compression=compressed, oned_as="column")
    text = b"MATLAB 5.0 MAT-file, of the fixtures".ljust(116)
    return base64.b64encode(text + file.getvalue()[116:]).decode()


def structures(rows, shape):
    array = numpy.zeros(len(rows), dtype=[(key, object) for key in rows[0]])
    for index, row in enumerate(rows):
        for key, value in row.items():
            array[index][key] = value
    return array.reshape(shape)


def cells(values):
    array = numpy.empty((1, len(values)), dtype=object)
    array[0, :] = values
    return array


def synsets():
    """Four classes whose numbers do not follow their identifiers, then two above them."""
    names = ["n03", "n01", "n04", "n02", "n90", "n91"]
    rows = [
        {
            "ILSVRC2012_ID": numpy.array([[float(number)]]),
            "WNID": name,
            "words": f"the words of {name}, and more",
            "num_children": numpy.array([[0.0 if number <= 4 else 2.0]]),
            "children": numpy.array([[]]) if number <= 4 else numpy.array([[1.0, 2.0]]),
        }
        for number, name in enumerate(names, 1)
    ]
    return structures(rows, (len(rows), 1))


def annotations(classes, name="{:05}.jpg"):
    rows = [
        {
            "bbox_x1": numpy.array([[39 * index]], dtype=numpy.uint16),
            "bbox_y1": numpy.array([[116]], dtype=numpy.uint8),
            "class": numpy.array([[label]], dtype=numpy.uint8 if label == int(label) else float),
            "fname": name.format(index),
        }
        for index, label in enumerate(classes, 1)
    ]
    return structures(rows, (1, len(rows)))


def dogs(files, labels):
    names = [f"{folder}/{folder}_{index}.jpg" for folder, index in files]
    return {
        "file_list": cells(names).T,
        "annotation_list": cells([name[:-4] for name in names]).T,
        "labels": numpy.array(labels, dtype=float).reshape(-1, 1),
    }


def kinds():
    """A variable of each kind that is read, and some that are not."""
    numbers = {
        f"as_{kind}": numpy.array([[1, 2, 100]], dtype=kind)
        for kind in [
            "float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64",
            "uint64",
        ]
    }
    return numbers | {
        "negative": numpy.array([[-3, -128]], dtype=numpy.int8),
        "fraction": numpy.array([[1.0, 2.5]]),
        "infinite": numpy.array([[numpy.inf]]),
        "beyond": numpy.array([[2**63]], dtype=numpy.uint64),
        "imaginary": numpy.array([[1 + 2j]]),
        "mixed": cells(["a", numpy.array([[7]], dtype=numpy.int32), "", "ünï çödé"]),
        "pair": cells([numpy.array([[7, 8]], dtype=numpy.int32)]),
        "table": cells([numpy.array(["ab", "cd"])]),
        "newline": cells(["a\nb"]),
        "nothing": numpy.zeros((0, 0)),
    }
